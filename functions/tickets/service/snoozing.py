"""Putting a ticket to sleep until a moment, at which the clock wakes it."""

from __future__ import annotations

from typing import Any

from onestop import clock, once, records, tables
from onestop.errors import Invalid, WrongState
from onestop.identity import Caller
from onestop.once import Once
from tickets import events, schemas, table
from tickets.domain import states
from tickets.service import finding, writing

View = dict[str, Any]


def snooze(by: Caller, ticket_id: str, asked: schemas.Snooze, repeat: Once | None = None) -> View:
    """Let a ticket sleep, or sleep until another moment, and return it: 2 calls.

    Raises `Invalid` for a moment that is over, `WrongState` for a ticket that nobody has to do anything about.
    """
    if asked.until <= clock.timestamp():
        raise Invalid(errors=[{"pointer": "/until", "reason": "is over"}])

    def once_more() -> View:
        row = finding.seen(by, ticket_id, to_write=True)
        before = row.view()
        if row.status_category not in states.LIVE:
            raise WrongState(f"The ticket is {row.status_category}.", statusCategory=row.status_category)
        row.snoozed_until = asked.until
        step = writing.prepared(by, row, events.SNOOZED, before)
        view = row.view()
        tables.write(*once.guards(table.Guard, repeat, view), step)
        return view

    return records.settled(once_more)


def wake(by: Caller, ticket_id: str) -> View:
    """Wake a ticket and return it: 2 calls, 1 where it does not sleep."""

    def once_more() -> View:
        row = finding.seen(by, ticket_id, to_write=True)
        before = row.view()
        if row.snoozed_until is None:
            return before
        row.snoozed_until = None
        return writing.write(by, row, events.WOKEN, before)

    return records.settled(once_more)

"""What the clock does to tickets: it wakes those that were put to sleep, and closes those that stayed solved."""

from __future__ import annotations

from onestop import clock, due, tables
from onestop.identity import system
from onestop.records import settled
from tickets import events, table
from tickets.domain import states
from tickets.service import attaching, desk, writing


def sweep() -> int:
    """Look at the tickets for which a moment has come, and return how many: 1 call for each shard, 2 for each."""
    return due.sweep(table.Row.by_due, _look, due.PAGE * 10)


def _look(found: table.Row) -> None:
    if isinstance(found, table.Attachment):
        attaching.give_up(found.pk.partition("#")[0], found)
    else:
        settled(lambda: look(found.pk, found.sk))


def look(pk: str, sk: str) -> None:
    """Do for a ticket what is due now, one thing after the other; nothing where that is done already."""
    row = tables.get(table.Ticket, pk, sk, consistent=True)
    if row is None or row.due is None or row.due > clock.timestamp():
        return
    by = system("tickets", row.tenant, row.event["correlation"])
    before, now = row.view(), clock.timestamp()
    if row.snoozed_until and row.snoozed_until <= now:
        row.snoozed_until = None
        writing.write(by, row, events.WOKEN, before)
        return
    row.take(states.moved(before, desk.first_status(row.tenant, "closed"), "closed", now))
    writing.write(by, row, events.CLOSED, before)

"""When calendars or policies change, open tickets are brought to the new edition, a page at a time by own events."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any

from onestop import clock, due, lists, records, tables
from onestop.errors import VersionMismatch
from onestop.events import Event
from onestop.identity import Caller, system
from onestop.lists import Page, Range
from onestop.tables import updates
from tickets import events, table
from tickets.domain import clock_states
from tickets.domain.states import LIVE
from tickets.service import clocks, writing

View = dict[str, Any]
A_PAGE = 25  # is done well within the time of a message, though others write the same tickets
LOST = timedelta(minutes=10)  # after it, what does not go on by itself is set going again


def progress(by: Caller) -> View:
    """How far open tickets have been brought to the present edition: 1 call."""
    keys = table.plan_keys(by.tenant)
    return dict((tables.get(table.SlaPlan, *keys) or table.SlaPlan(*keys, version=0)).view())


def begin(found: table.SlaPlan) -> None:
    """Set a recomputation going that is due to begin, or that has stopped on its way: 2 calls."""
    plan = tables.get(table.SlaPlan, found.pk, found.sk, consistent=True)
    if plan is None or plan.due is None or plan.due > clock.timestamp():
        return
    plan.begun_at = plan.begun_at or clock.timestamp()
    _advanced(system("tickets", plan.tenant, clock.new_id()), plan, plan.position, "running")


def go_on(event: Event) -> None:
    """Look at the next page of open tickets: 7 calls, and 2 for each ticket whose clocks change.

    An event that is not the latest does nothing: another delivery of it has done its page, or there is a new edition.
    """
    plan = tables.get(table.SlaPlan, *table.plan_keys(event.tenant), consistent=True)
    if plan is None or plan.version != event.sequence:
        return
    by = event.caller("tickets")
    found = _open(event.tenant, plan.position)
    changed = sum(_brought(by, row) for row in _whole(found))
    plan.looked_at, plan.changed = plan.looked_at + len(found.rows), plan.changed + changed
    with suppress(VersionMismatch):  # there is a new edition
        _advanced(by, plan, found.position, "running" if found.position else "done")


def _open(tenant: str, after: str | None) -> Page:
    """The next of all tickets that somebody still has to do something about, by their ids."""
    in_partitions = [each for category in sorted(LIVE) for each in lists.partitions(tenant, f"tickets/{category}")]
    part = Range(after=after, limit=A_PAGE)
    return lists.read(table.Ticket.by_category, in_partitions, part, table.ByCategory.id)


def _whole(found: Page) -> list[table.Ticket]:
    return tables.get_many(table.Ticket, [(row.pk, row.sk) for row in found.rows])


def _brought(by: Caller, row: table.Ticket) -> bool:
    """Bring a ticket to the present edition; whether that has changed anything about it."""
    if not _differs(row):
        return False
    return records.settled(lambda: _rewritten(by, row.id))


def _rewritten(by: Caller, ticket_id: str) -> bool:
    row = table.fetch(by.tenant, ticket_id, consistent=True)
    if row is None or not _differs(row):
        return False
    writing.write(by, row, events.CHANGED, row.view())
    return True


def _differs(row: table.Ticket) -> bool:
    """Whether the clocks of a ticket say something else by now than the edition that they go by."""
    now = clock_states.shown(clocks.advanced(row, clock.timestamp()))
    return _said(now) != _said(row.sla)


def _said(sla: View | None) -> View:
    return {name: (sla or {}).get(name) for name in ("policy", "clocks", "untold")}


def _advanced(by: Caller, plan: table.SlaPlan, position: str | None, state: str) -> None:
    at = clock.now()
    plan.position, plan.state, plan.updated_at = position, state, clock.rfc3339(at)
    plan.due = clock.rfc3339(at + LOST) if state == "running" else None
    plan.waiting = due.partition(plan.pk) if plan.due else None
    records.stamp(plan, events.RECALCULATING if state == "running" else events.RECALCULATED, by)
    tables.write(updates(plan))

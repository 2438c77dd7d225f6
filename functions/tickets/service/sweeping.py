"""What the clock does to tickets: it wakes those that were put to sleep, and closes those that stayed solved."""

from __future__ import annotations

from onestop import clock, due, tables
from onestop.identity import Caller, system
from onestop.records import settled
from tickets import events, table
from tickets.domain import states
from tickets.service import attaching, batch_jobs, clocks, desk, firing, recomputing, writing

MOST = 10_000  # in one sweep, as far as its time reaches
AT_ONCE = 5  # things that may be due for one ticket; more of them are done a minute later


def sweep() -> int:
    """Look at what a moment has come for, and return how many: 1 call for each shard, 2 for each ticket."""
    return due.sweep(table.Row.by_due, _look, MOST)


def _look(found: table.Row) -> None:
    if isinstance(found, table.Attachment):
        attaching.give_up(found.pk.partition("#")[0], found)
    elif isinstance(found, table.BatchJob):
        settled(lambda: batch_jobs.begin(found))
    elif isinstance(found, table.SlaPlan):
        settled(lambda: recomputing.begin(found))
    else:
        settled(lambda: look(found.pk, found.sk))


def look(pk: str, sk: str) -> None:
    """Do for a ticket what is due now, one thing after the other, each told by an event of its own.

    Nothing where that is done already: the index may be a moment behind.
    """
    row = tables.get(table.Ticket, pk, sk, consistent=True)
    for _ in range(AT_ONCE):
        if row is None or row.due is None or row.due > clock.timestamp():
            return
        _next(system("tickets", row.tenant, row.event["correlation"]), row, clock.timestamp())


def _next(by: Caller, row: table.Ticket, at: str) -> None:
    """The first thing that is due, in the order in which they matter."""
    before = row.view()
    if _is_over(row.snoozed_until, at):
        row.snoozed_until = None
        writing.write(by, row, events.WOKEN, before)
    elif kind := clocks.notice(row, at):
        writing.write(by, row, kind, before)
    elif not firing.fire(by, row, at):
        _close(by, row, at)


def _close(by: Caller, row: table.Ticket, at: str) -> None:
    """Close a ticket that has been solved for long enough; else what was due is not due any more."""
    if not _is_over(writing.closes_at(row), at):
        return writing.look_later(row)
    before = row.view()
    row.take(states.moved(before, desk.first_status(row.tenant, "closed"), "closed", at))
    writing.write(by, row, events.CLOSED, before)
    return None


def _is_over(moment: str | None, at: str) -> bool:
    return moment is not None and moment <= at

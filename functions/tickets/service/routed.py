"""What routing has decided about tickets: who works on one, and in which queue it waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from onestop import tables
from onestop.errors import VersionMismatch
from onestop.events import Event
from onestop.records import settled
from onestop.tables import Step
from tickets import events, table
from tickets.domain import states
from tickets.service import writing

Work = Mapping[str, Any]


def _assigned(row: table.Ticket, work: Work) -> dict[str, Any]:
    return {"assignee": work["agent"], "queue": work["queue"]}


def _returned(row: table.Ticket, work: Work) -> dict[str, Any]:
    """Only from the one who had it: a person may have chosen another meanwhile."""
    had = row.assignee == work["lastAgent"]
    return {"queue": work["queue"]} | ({"assignee": None} if had else {})


def _queued(row: table.Ticket, work: Work) -> dict[str, Any]:
    return {"queue": work["queue"]}


MEANS: dict[str, Callable[[table.Ticket, Work], dict[str, Any]]] = {
    "WorkAssigned": _assigned,
    "WorkReturned": _returned,
    "WorkQueued": _queued,
    "WorkMoved": _queued,
    "WorkOverflowed": _queued,
}


def follow(event: Event) -> None:
    """Take over what routing says: 2 calls, 1 where the ticket knows better or is done with.

    Events come in any order: one that is older than what the ticket has heard says nothing.
    """
    settled(lambda: _follow(event))


def _follow(event: Event) -> None:
    work = event.data["record"]
    row = table.fetch(event.tenant, work["id"], consistent=True)
    if row is None or event.sequence <= row.routed or row.status_category not in states.LIVE:
        return
    before, said = row.view(), MEANS[event.type](row, work)
    if all(before[name] == value for name, value in said.items()):
        _note(row, event.sequence)
        return
    row.routed = event.sequence
    row.take(said)
    writing.write(event.caller("routing"), row, events.ASSIGNED, before)


def _note(row: table.Ticket, sequence: int) -> None:
    """Remember that this was heard; it changes nothing, and nothing is told."""
    routed = table.Ticket.routed
    tables.write(Step("update", row, _moved_on, table.Ticket.version == row.version, (routed.set(sequence),)))


def _moved_on(_: Any) -> Exception:
    return VersionMismatch("The ticket was changed while routing was heard.")

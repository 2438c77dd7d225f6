"""The same actions for up to a hundred tickets: each on its own, and each repeatable like a single one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onestop import once, records, tables
from onestop.errors import NotFound, OneStopError, RequestInProgress, TryAgain, VersionMismatch
from onestop.identity import Caller
from onestop.once import Once, Replayed
from tickets import schemas, table
from tickets.domain.actions import MEMBER, Action
from tickets.service import acting, finding

LEAD = "tickets:lead"
FOR_NOW = (RequestInProgress.status, TryAgain.status)  # of failures that another try may mend
View = dict[str, Any]


def perform(by: Caller, asked: schemas.BatchActions, repeat: Once | None = None) -> View:
    """Do the same to every ticket, and say of each what became of it: 1 call for all, and 1 for each that changes.

    Tickets that are not the caller's own are for those who lead. Where an action is refused for a ticket, nothing is
    done to that one, and the others are not held up.
    """
    once.replay(table.Guard, repeat)
    actions = asked.whole()["actions"]
    acting.check(by.tenant, actions)
    keys = [(table.ticket_pk(by.tenant, each), "record") for each in asked.tickets]
    found = {row.id: row for row in tables.get_many(table.Ticket, keys, consistent=True) if not tables.over(row)}
    data = []
    for index, ticket_id in enumerate(asked.tickets):
        part = repeat.part(index, ticket_id) if repeat else None
        became = attempt(by, found.get(ticket_id), actions, part)
        data.append({"index": index, "id": ticket_id, **became})
    if repeat and not any(each["status"] in FOR_NOW for each in data):
        tables.write(*once.guards(table.Guard, repeat, {"data": data}))
    return {"data": data}


def attempt(by: Caller, row: table.Ticket | None, actions: Sequence[Action], repeat: Once | None) -> View:
    """What became of one ticket: `status`, `outcome` (changed, unchanged, failed) and `problem`."""
    try:
        outcome = "changed" if _changed(by, row, actions, repeat) else "unchanged"
    except Replayed:
        outcome = "changed"
    except OneStopError as error:
        if not _done_before(repeat):
            return _failed(by, error)
        outcome = "changed"
    return {"status": 200, "outcome": outcome, "problem": None}


def _done_before(repeat: Once | None) -> bool:
    """Whether it cannot be done because it was: the ticket may have been closed by what is repeated."""
    try:
        once.replay(table.Guard, repeat)
    except Replayed:
        return True
    return False


def _failed(by: Caller, error: OneStopError) -> View:
    from onestop.http.problems import document  # noqa: PLC0415  Chalice, which a job does without as a rule

    return {"status": error.status, "outcome": "failed", "problem": document(error, by.correlation)}


def _changed(by: Caller, row: table.Ticket | None, actions: Sequence[Action], repeat: Once | None) -> bool:
    if row is None:
        raise NotFound("There is no such ticket.")
    if by.actor != f"{MEMBER}{row.assignee}":
        by.must(LEAD)

    def once_more() -> bool:
        fresh = finding.seen(by, row.id, to_write=True)
        return acting.perform_on(by, fresh, actions, repeat)

    try:
        return acting.perform_on(by, row, actions, repeat)
    except VersionMismatch:  # somebody was faster
        return records.settled(once_more)

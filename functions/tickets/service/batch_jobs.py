"""Jobs that do the same to all tickets of a view, a page at a time by their own events.

A page is counted in the next version of the job, so that an event that comes twice finds its page done. What a page
had done before it was lost is known ticket by ticket: nobody gets a reply twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

from onestop import clock, due, lists, once, records, tables
from onestop.conditions import Condition
from onestop.errors import NotFound, VersionMismatch, WrongState
from onestop.events import Event, Kind
from onestop.identity import Caller, system
from onestop.lists import Page, Range
from onestop.once import Once
from onestop.tables import creates, updates
from tickets import events, schemas, table
from tickets.domain.actions import Action
from tickets.service import acting, batch_actions, looking, shelves, views, writing

A_PAGE, MOST_EXAMINED, MOST_FAILURES = 25, 100, 20
LOST = timedelta(minutes=10)  # after it, what does not go on by itself is set going again
KEPT = timedelta(days=90)
AUTHORITY = frozenset({"tickets:write", batch_actions.LEAD})  # of whoever may start a job
View = dict[str, Any]


def start(by: Caller, new: schemas.NewBatchJob, repeat: Once | None = None) -> View:
    """Start doing something to all tickets of a view that are there now, and return the job: 1 or 2 calls."""
    said = new.whole()
    acting.check(by.tenant, said["actions"])
    condition = shelves.seen(by, views.VIEWS, said["view"]).condition if said["view"] else said["condition"]
    row = fresh(by, condition, said["actions"])
    row.view_id, row.listed = said["view"], lists.partition(by.tenant, "batch-jobs", row.id)
    advance(by, row, events.BATCH_STARTED, "running")
    view = row.view()
    tables.write(*once.guards(table.Guard, repeat, view), creates(row))
    return dict(view)


def seen(by: Caller, job_id: str, *, to_write: bool = False) -> table.BatchJob:
    """A job, or `NotFound`: 1 call."""
    row = tables.get(table.BatchJob, *table.batch_job_keys(by.tenant, job_id), consistent=to_write)
    if row is None:
        raise NotFound("There is no such job.")
    return row


def listed(by: Caller, part: Range) -> Page:
    """The jobs of the last 90 days: 2 calls, the first for each shard."""
    found = lists.read(table.BatchJob.by_creation, lists.partitions(by.tenant, "batch-jobs"), part, table.ByCreation.id)
    return Page(tables.get_many(table.BatchJob, [(row.pk, row.sk) for row in found.rows]), found.position)


def cancel(by: Caller, job_id: str) -> View:
    """Let a job end before its end; what it has done stays done. 2 calls. `WrongState` where it has ended."""

    def once_more() -> View:
        row = seen(by, job_id, to_write=True)
        if row.state not in ("waiting", "running"):
            raise WrongState(f"The job is {row.state}.", state=row.state)
        advance(by, row, events.BATCH_CANCELLED, "cancelled")
        tables.write(updates(row))
        return dict(row.view())

    return records.settled(once_more)


def begin(found: table.BatchJob) -> None:
    """Set a job going that was to wait, or that has stopped on its way: 2 calls."""
    row = tables.get(table.BatchJob, found.pk, found.sk, consistent=True)
    if row is None or row.due is None or row.due > clock.timestamp():
        return
    by = system("tickets", found.pk.partition("#")[0], clock.new_id())
    advance(by, row, events.BATCH_ADVANCED, "running")
    tables.write(updates(row))


def go_on(event: Event) -> None:
    """Do the next page of a job: 4 calls, and what each of its tickets needs.

    An event that is not the latest does nothing: another delivery of it has done its page, or the job was cancelled.
    """
    row = tables.get(table.BatchJob, *table.batch_job_keys(event.tenant, event.data["record"]["id"]), consistent=True)
    if row is None or row.version != event.sequence or row.state != "running":
        return
    by = Caller(event.tenant, row.author, AUTHORITY, correlation=event.correlation, causation=event.id)
    part = Range(high=row.id, after=row.position, limit=A_PAGE)  # ids have the order of time: what comes later stays
    found = looking.matching(by, row.condition, part, MOST_EXAMINED)
    for ticket in found.page.rows:
        _count(row, ticket.id, _attempt(by, row, ticket))
    row.examined, row.position = row.examined + found.examined, found.page.position
    kind, state = (events.BATCH_ADVANCED, "running") if row.position else (events.BATCH_DONE, "done")
    advance(event.caller("tickets"), row, kind, state)
    with suppress(VersionMismatch):  # it was cancelled
        tables.write(updates(row))


def fresh(by: Caller, condition: Condition, actions: Sequence[Action]) -> table.BatchJob:
    """A job that is not written yet."""
    job_id, at = clock.new_id(), clock.timestamp()
    row = table.BatchJob(*table.batch_job_keys(by.tenant, job_id), id=job_id, author=by.actor, created_at=at)
    row.condition, row.actions, row.expires = condition, list(actions), clock.now() + KEPT
    return row


def advance(by: Caller, row: table.BatchJob, kind: Kind, state: str, after: timedelta = LOST) -> None:
    """Make a job its own next version; unless it has ended, the clock looks at it again `after` a while."""
    at = clock.now()
    row.state, row.updated_at = state, clock.rfc3339(at)
    row.due = clock.rfc3339(at + after) if state in ("waiting", "running") else None
    row.waiting = due.partition(row.id) if row.due else None
    records.stamp(row, kind, by)


def _attempt(by: Caller, row: table.BatchJob, ticket: table.Ticket) -> View:
    """What became of one ticket; the guard lets the job act on it once."""
    if not row.actions:
        return {"outcome": "changed" if _looked_at_in_time(ticket) else "unchanged", "problem": None}
    repeat = Once(by.tenant, "batch-job", f"{row.id}/{ticket.id}", once.digest(row.id))
    return batch_actions.attempt(by, ticket, row.actions, repeat)


def _looked_at_in_time(ticket: table.Ticket) -> bool:
    with suppress(VersionMismatch):  # whoever has written it meanwhile knows the rule
        return writing.look_in_time(ticket)
    return False


def _count(row: table.BatchJob, ticket_id: str, became: View) -> None:
    outcome, problem = became["outcome"], became["problem"]
    setattr(row, outcome, getattr(row, outcome) + 1)
    if problem and len(row.failures) < MOST_FAILURES:
        reason = "; ".join([f"{problem['code']}: {problem['detail']}", *(e["reason"] for e in problem["errors"])])
        row.failures = [*row.failures, {"ticket": ticket_id, "reason": reason[:500]}]

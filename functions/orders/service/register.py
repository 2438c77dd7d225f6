"""The register of sagas: which run, which stand still, which have ended."""

from __future__ import annotations

from typing import Any

from onestop import clock, lists, records, tables
from onestop.errors import NotFound
from onestop.events import Kind
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.tables import Step, creates, updates
from onestop.tasks import Task
from orders import events, table
from orders.service import finding

STATES = ("running", "parked", "done", "undone")


def started(task: Task, order_id: str) -> list[Step]:
    """The step that enters the saga of a task as running: none where it is entered already. 1 call."""
    found = task.mark()
    return started_by(task.by, found, order_id) if found else []


def started_by(by: Caller, mark: dict[str, Any], order_id: str) -> list[Step]:
    """The same for a saga whose first step is another capability's; `mark` is what that step wrote."""
    if fetch(by.tenant, mark["id"]) is not None:
        return []
    row = fresh(by.tenant, mark["id"], mark["saga"], order_id)
    return [creates(_marked(by, row, events.SAGA_STARTED, mark))]


def ended(task: Task, order_id: str, state: str) -> list[Step]:
    """The step that ends the saga of a task, `done` or `undone`: none where it has ended already. 1 call."""
    found = task.mark()
    return ended_by(task.by, found, order_id, state) if found else []


def ended_by(by: Caller, mark: dict[str, Any], order_id: str, state: str) -> list[Step]:
    """The same for a saga whose last step is another capability's; `mark` is what that step wrote."""
    row = fetch(by.tenant, mark["id"])
    if row is not None and row.ended_at:
        return []
    known = row is not None
    row = row or fresh(by.tenant, mark["id"], mark["saga"], order_id)
    row.ended_at, row.parked = clock.timestamp(), None
    enter(row, by.tenant, state)
    _marked(by, row, events.SAGA_ENDED, mark)
    return [updates(row) if known else creates(row)]


def fresh(tenant: str, execution: str, saga: str, order_id: str) -> table.Saga:
    """A new entry, running since now."""
    row = table.Saga(table.saga_pk(tenant, execution), "record", id=execution, saga=saga, order=order_id)
    row.started_at = clock.timestamp()
    enter(row, tenant, "running")
    return row


def enter(row: table.Saga, tenant: str, state: str) -> None:
    """Set the state, and with it the list in which the saga stands."""
    row.state, row.in_state = state, lists.partition(tenant, f"sagas/{state}", row.id)


def fetch(tenant: str, execution: str) -> Any:
    """The latest version of an entry, or None: 1 call."""
    return tables.get(table.Saga, table.saga_pk(tenant, execution), "record", consistent=True)


def shown(by: Caller, execution: str) -> dict[str, Any]:
    """One saga, without its token; `NotFound` where there is none: 1 call."""
    row = fetch(by.tenant, execution)
    if row is None:
        raise NotFound("There is no such saga.")
    return dict(row.view())


def sagas(by: Caller, state: str | None, part: Range) -> Page:
    """The sagas, or those in one state, by their ids: 1 call for each state and shard, 1 for the page."""
    names = [f"sagas/{each}" for each in ([state] if state else STATES)]
    partitions = [partition for name in names for partition in lists.partitions(by.tenant, name)]
    found = lists.read(table.Saga.by_state, partitions, part, table.ByState.id)
    return finding.whole(table.Saga, found)


def steps(by: Caller, order_id: str, part: Range) -> Page:
    """What the sagas of an order did, in the order of time: 2 calls."""
    finding.seen(by, order_id)
    return lists.read(table.StepDone, [table.order_pk(by.tenant, order_id)], part, table.StepDone.sk)


def _marked(by: Caller, row: table.Saga, kind: Kind, mark: dict[str, Any]) -> table.Saga:
    row.step = mark
    records.stamp(row, kind, by)
    return row

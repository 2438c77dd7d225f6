"""The records of what is cancelled, and what the saga of a cancellation asks of them."""

from __future__ import annotations

from typing import Any

from onestop import clock, lists, records, tables
from onestop.errors import NotFound, WrongState
from onestop.events import Kind, changes
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.records import settled
from onestop.tables import Step, updates
from onestop.tasks import Task
from orders import events, table
from orders.domain import pieces, worth
from orders.service import finding, register
from orders.service.progress import moved_on
from orders.service.versions import Mark

Portions = list[dict[str, Any]]


def listed(by: Caller, order_id: str, part: Range) -> Page:
    """What was cancelled of an order, in the order in which it was asked for: 2 calls."""
    finding.seen(by, order_id, to_write=True)
    return lists.read(table.Cancellation, [table.order_pk(by.tenant, order_id)], part, table.Cancellation.sk)


def begin(task: Task) -> dict[str, Any]:
    """What will not be captured, and which pieces go back: 4 calls, 3 when asked again."""
    row, found = _both(task)
    if found.state not in ("requested", "done"):
        raise WrongState(f"The cancellation is {found.state}.", state=found.state)
    if found.state == "requested" and (steps := register.started(task, row.id)):
        tables.write(*steps)
    return {
        "payment": row.id,
        "reservation": row.id,
        "amount": found.amount,
        "lines": pieces.to_move(row.lines, worth.quantities(found.lines)),
    }


def end(task: Task) -> dict[str, Any]:
    """The pieces are free for others; an order of which nothing is left is cancelled. 4 calls."""

    def once_more() -> None:
        row, found = _both(task)
        if found.state != "requested":
            return
        row.cancellations = [each for each in row.cancellations if each != found.id]
        step = task.mark()
        tables.write(
            moved_on(task.by, row, row.lines, step),
            rewritten(task.by, found, events.CANCELLATION_DONE, step, state="done"),
            *register.ended(task, row.id, "done"),
        )

    settled(once_more)
    return {}


def fetch(tenant: str, order_id: str, cancellation_id: str) -> table.Cancellation:
    """The latest version of a cancellation; `NotFound` where there is none: 1 call."""
    keys = table.cancellation_keys(tenant, order_id, cancellation_id)
    row = tables.get(table.Cancellation, *keys, consistent=True)
    if row is None:
        raise NotFound("There is no such cancellation.")
    return row


def fresh(by: Caller, row: table.Order, kind: Kind, state: str, portions: Portions, reason: str | None) -> Any:
    """A new record, in the state that its event says."""
    cancellation_id, at = clock.new_id(), clock.timestamp()
    found = table.Cancellation(
        *table.cancellation_keys(by.tenant, row.id, cancellation_id), id=cancellation_id, order=row.id,
        customer=row.customer, state=state, lines=portions, amount=worth.total(portions, row.currency), reason=reason,
        requested_by=by.actor, created_at=at, updated_at=at,
    )  # fmt: skip
    records.stamp(found, kind, by)
    return found


def rewritten(by: Caller, found: table.Cancellation, kind: Kind, step: Mark = None, **said: Any) -> Step:
    """The step that writes a cancellation's next version, in which these attributes are set."""
    before = found.view()
    for name, value in {**said, "step": step, "updated_at": clock.timestamp()}.items():
        setattr(found, name, value)
    records.stamp(found, kind, by, changes(before, found.view()))
    return updates(found)


def _both(task: Task) -> tuple[table.Order, table.Cancellation]:
    order_id = task.asked.order
    return finding.seen(task.by, order_id, to_write=True), fetch(task.by.tenant, order_id, task.asked.cancellation)

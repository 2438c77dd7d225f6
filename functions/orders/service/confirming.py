"""What the saga of an order asks: to begin, to confirm, to undo."""

from __future__ import annotations

from typing import Any

from onestop import clock, tables
from onestop.errors import OrderCancelled, WrongState
from onestop.records import settled
from onestop.tasks import Task
from orders import events, table
from orders.domain import pieces, states
from orders.service import deferring, finding, register, settings
from orders.service.versions import rewritten


def begin(task: Task) -> dict[str, Any]:
    """What is to be held and paid for an order that was placed: 4 calls.

    Raises `OrderCancelled` where somebody cancelled it before, `WrongState` for an order that is not placed.
    """
    row = finding.seen(task.by, task.asked.order, to_write=True)
    _must_be_placed(row)
    held = settings.of(task.by.tenant)
    if steps := register.started(task, row.id):
        tables.write(*steps)
    return {
        "customer": row.customer,
        "currency": row.currency,
        "total": row.totals["gross"]["amount"],
        "method": row.payment,
        "seconds": held["reservationSeconds"],
        "lines": pieces.to_reserve(row.lines),
    }


def confirm(task: Task) -> dict[str, Any]:
    """The order stands: 3 calls, 1 when asked again. What was to be cancelled of it meanwhile is cancelled with it.

    Raises `OrderCancelled` where all of it was to be cancelled, or it is being undone.
    """

    def once_more() -> dict[str, Any]:
        row = finding.seen(task.by, task.asked.order, to_write=True)
        if row.state not in states.STANDING:
            _must_be_placed(row)
            _confirm(task, row)
        return {"number": row.number}

    return settled(once_more)


def begin_undo(task: Task) -> dict[str, Any]:
    """The order shows that it is being undone, and why: 2 calls, 1 where it shows that already.

    From now on it cannot be confirmed. Raises `WrongState` for one that was.
    """

    def once_more() -> None:
        row = finding.seen(task.by, task.asked.order, to_write=True)
        if row.state in ("undoing", "failed", "cancelled"):
            return
        states.must_follow(row.state, "undoing")
        why = {"step": task.asked.step, "error": task.asked.error}
        tables.write(rewritten(task.by, row, events.UNDOING, {"state": "undoing", "failure": why}, task.mark()))

    settled(once_more)
    return {}


def end_undo(task: Task) -> dict[str, Any]:
    """Nothing is left of the attempt: the order has failed, or is cancelled where that was asked for. 3 calls."""

    def once_more() -> dict[str, Any]:
        row = finding.seen(task.by, task.asked.order, to_write=True)
        if row.state not in ("failed", "cancelled"):
            state = "cancelled" if deferring.is_whole(row.cancelling) else "failed"
            states.must_follow(row.state, state)
            _end(task, row, state)
        return {"state": row.state}

    return settled(once_more)


def _must_be_placed(row: table.Order) -> None:
    if row.state in ("undoing", "failed", "cancelled") or deferring.is_whole(row.cancelling):
        raise OrderCancelled(f"The order is {row.state}, or to be cancelled.", state=row.state)
    if row.state != "placed":
        raise WrongState(f"The order is {row.state}, not placed.", state=row.state)


def _confirm(task: Task, row: table.Order) -> None:
    more, steps = deferring.carried_out(task, row)
    said = {"state": "confirmed", "confirmedAt": clock.timestamp(), "cancelling": None, **more}
    order = rewritten(task.by, row, events.CONFIRMED, said, task.mark())
    tables.write(order, *steps, *register.ended(task, row.id, "done"))


def _end(task: Task, row: table.Order, state: str) -> None:
    kind = events.CANCELLED if state == "cancelled" else events.FAILED
    more, steps = deferring.closed(task, row, state)
    order = rewritten(task.by, row, kind, {"state": state, "cancelling": None, **more}, task.mark())
    tables.write(order, *steps, *register.ended(task, row.id, "undone"))

"""Sending packed pieces off; what a shipment's saga asks: what they cost, that they left, or that they do not."""

from __future__ import annotations

from typing import Any

from onestop import clock, once, tables
from onestop.identity import Caller
from onestop.once import Once
from onestop.records import settled
from onestop.tasks import Task
from orders import events, table
from orders.domain import fulfilment, pieces, worth
from orders.service import finding, register
from orders.service.packing import fetch, must_be, rewritten
from orders.service.progress import moved_on, take_back

PIVOT = "Capture"  # the only step whose refusal ends a shipment


def dispatch(by: Caller, order_id: str, shipment_id: str, repeat: Once | None = None) -> dict[str, Any]:
    """Hand a packed shipment over; its saga has it paid and takes it from the stock. 2 calls.

    Raises `WrongState` for one that is not packed. Whoever cancels its pieces at the same moment unpacks it or not:
    both write the shipment, and only one comes first.
    """
    once.replay(table.Guard, repeat)
    shipment = fetch(by.tenant, order_id, shipment_id)
    must_be(shipment, "packed")
    step = rewritten(by, shipment, events.SHIPMENT_DISPATCHED, state="dispatched", dispatched_at=clock.timestamp())
    view = dict(shipment.view())
    tables.write(*once.guards(table.Guard, repeat, view), step)
    return view


def deliver(by: Caller, order_id: str, shipment_id: str, repeat: Once | None = None) -> dict[str, Any]:
    """A shipped shipment has arrived: 3 calls. Raises `WrongState` for one that is not shipped."""
    once.replay(table.Guard, repeat)

    def once_more() -> dict[str, Any]:
        row, shipment = finding.seen(by, order_id, to_write=True), fetch(by.tenant, order_id, shipment_id)
        must_be(shipment, "shipped")
        lines = fulfilment.moved(row.lines, worth.quantities(shipment.lines), delivered=1)
        step = rewritten(by, shipment, events.SHIPMENT_DELIVERED, state="delivered", delivered_at=clock.timestamp())
        view = dict(shipment.view())
        tables.write(*once.guards(table.Guard, repeat, view), moved_on(by, row, lines), step)
        return view

    return settled(once_more)


def begin(task: Task) -> dict[str, Any]:
    """What is to be captured and which pieces leave: 4 calls, 3 when asked again. Raises `WrongState` for a shipment
    that was not dispatched, or that has failed."""
    row, shipment = _both(task)
    must_be(shipment, "dispatched", "shipped", "delivered")
    if shipment.state == "dispatched":
        _write(register.started(task, row.id))
    return {
        "payment": row.id,
        "amount": shipment.amount,
        "reservation": row.id,
        "lines": pieces.to_move(row.lines, worth.quantities(shipment.lines)),
    }


def fail(task: Task) -> dict[str, Any]:
    """The money did not come: the pieces are free to be packed again, and order and shipment say why. 4 calls.

    Raises `WrongState` for pieces that have left.
    """

    def once_more() -> None:
        row, shipment = _both(task)
        must_be(shipment, "dispatched", "failed")
        if shipment.state == "failed":
            return
        why = {"step": PIVOT, "error": task.asked.error}
        lines = take_back(row, [shipment])
        step = task.mark()
        tables.write(
            moved_on(task.by, row, lines, step, failure=why),
            rewritten(task.by, shipment, events.SHIPMENT_FAILED, step, state="failed", failure=why),
            *register.ended(task, row.id, "undone"),
        )

    settled(once_more)
    return {}


def end(task: Task) -> dict[str, Any]:
    """The pieces have left: 4 calls. Raises `WrongState` for a shipment that has failed."""

    def once_more() -> None:
        row, shipment = _both(task)
        must_be(shipment, "dispatched", "shipped", "delivered")
        if shipment.state != "dispatched":
            return
        lines = _charged(fulfilment.moved(row.lines, worth.quantities(shipment.lines), packed=-1, shipped=1), shipment)
        step, at = task.mark(), clock.timestamp()
        tables.write(
            moved_on(task.by, row, lines, step),
            rewritten(task.by, shipment, events.SHIPMENT_SHIPPED, step, state="shipped", shipped_at=at),
            *register.ended(task, row.id, "done"),
        )

    settled(once_more)
    return {}


def _both(task: Task) -> tuple[table.Order, table.Shipment]:
    order_id = task.asked.order
    return finding.seen(task.by, order_id, to_write=True), fetch(task.by.tenant, order_id, task.asked.shipment)


def _write(steps: list[tables.Step]) -> None:
    if steps:
        tables.write(*steps)


def _charged(lines: list[Any], shipment: table.Shipment) -> list[Any]:
    """The lines with what their shipped pieces came to."""
    more = {each["line"]: each["gross"]["amount"] for each in shipment.lines}
    return [
        {**line, "charged": {**line["gross"], "amount": line["charged"]["amount"] + more.get(line["line"], 0)}}
        for line in lines
    ]

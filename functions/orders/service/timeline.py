"""An order's own story of its sagas: a row for each thing that one of their steps wrote, wherever that was."""

from __future__ import annotations

from typing import Any

from onestop import tables
from onestop.events import Event
from onestop.once import Replayed
from onestop.records import settled
from orders import table
from orders.service import register

UNDOING = frozenset({"BeginUndo", "Void", "Release", "EndUndo", "FailShipment", "FailReturn"})
# A return's saga neither begins nor ends with a step of ours; the register hears of it by these.
BEGINS = "ReturnRefunding"
ENDS = {"ReturnCompleted": "done", "ReturnFailed": "undone"}


def note(event: Event) -> None:
    """Add what a step wrote to the story of its order, once: 1 call, 3 for the beginning and the end of a return."""
    record = event.data["record"]
    mark = record.get("step")
    if not mark:
        return
    order_id = _order_of(event, record)
    if event.type == BEGINS or event.type in ENDS:
        settled(lambda: _register(event, mark, order_id))
    tables.write(tables.creates(_row(event, mark, order_id), lambda _: Replayed(None)))


def _order_of(event: Event, record: dict[str, Any]) -> str:
    return str(record["id"] if event.subject.startswith("orders/") else record["order"])


def _row(event: Event, mark: dict[str, Any], order_id: str) -> table.StepDone:
    return table.StepDone(
        *table.step_keys(event.tenant, order_id, event.time, event.id), id=event.id, order=order_id,
        saga=mark["saga"], execution=mark["id"], step=mark["step"], attempt=mark["attempt"], what=event.type,
        of=event.subject, compensation=mark["step"] in UNDOING, reason=_reason(event.data["record"]), at=event.time,
    )  # fmt: skip


def _reason(record: dict[str, Any]) -> dict[str, Any] | None:
    """Why something stands still or is undone, where the record says so."""
    said = record.get("parked") or record.get("failure")
    return said if isinstance(said, dict) else {"error": said} if said else None


def _register(event: Event, mark: dict[str, Any], order_id: str) -> None:
    by, ends = event.caller("orders"), ENDS.get(event.type)
    steps = register.ended_by(by, mark, order_id, ends) if ends else register.started_by(by, mark, order_id)
    if steps:
        tables.write(*steps)

"""What was to be cancelled while an order's saga was running: it waits on the order until a step of the saga meets it.

`cancelling` of an order is `{"id", "whole", "reason", "by", "at"}`; `id` is the cancellation that waits.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop import clock
from onestop.identity import Caller
from onestop.tables import Step, creates
from onestop.tasks import Task
from orders import events, table
from orders.domain import fulfilment, worth
from orders.service import cancellations
from orders.service.progress import give_out
from orders.service.versions import rewritten

Said = dict[str, Any]


def is_whole(cancelling: Mapping[str, Any] | None) -> bool:
    """Whether all of an order is to be cancelled as soon as its saga can."""
    return bool(cancelling and cancelling["whole"])


def defer(by: Caller, row: table.Order, quantities: Mapping[str, int], reason: str | None) -> tuple[Any, list[Step]]:
    """The cancellation that waits, and the steps that write it and say so on the order.

    One of the whole order takes the place of one of a part that waits already.
    """
    portions, _ = worth.given_out(row.lines, row.given, quantities)
    found = cancellations.fresh(by, row, events.CANCELLATION_DEFERRED, "waiting", portions, reason)
    replaced = _replaced(by, row)
    waits = {
        "id": found.id,
        "whole": is_all(row, quantities),
        "reason": reason,
        "by": by.actor,
        "at": clock.timestamp(),
    }
    return found, [rewritten(by, row, events.CANCELLING, {"cancelling": waits}), creates(found), *replaced]


def is_all(row: table.Order, quantities: Mapping[str, int]) -> bool:
    """Whether nothing of the order would be left."""
    return all(fulfilment.free(line) == quantities.get(line["line"], 0) for line in row.lines)


def carried_out(task: Task, row: table.Order) -> tuple[Said, list[Step]]:
    """With the order's confirmation, a part that was to be cancelled becomes a cancellation with a saga of its own."""
    if not row.cancelling:
        return {}, []
    found = _waiting(task.by, row)
    quantities = worth.quantities(found.lines)
    portions, lines = give_out(row, row.lines, quantities, "cancelled")
    row.cancellations = [*row.cancellations, found.id]
    amount = worth.total(portions, row.currency)
    step = cancellations.rewritten(
        task.by, found, events.CANCELLATION_REQUESTED, task.mark(), state="requested", lines=portions, amount=amount
    )
    return {"lines": lines}, [step]


def closed(task: Task, row: table.Order, state: str) -> tuple[Said, list[Step]]:
    """With the end of an order that is undone, what waits is done, or void where the order failed by itself."""
    if not row.cancelling:
        return {}, []
    found, step = _waiting(task.by, row), task.mark()
    if state == "failed":
        return {}, [cancellations.rewritten(task.by, found, events.CANCELLATION_VOIDED, step, state="void")]
    lines = fulfilment.moved(row.lines, worth.quantities(found.lines), cancelled=1)
    return {"lines": lines}, [cancellations.rewritten(task.by, found, events.CANCELLATION_DONE, step, state="done")]


def _waiting(by: Caller, row: table.Order) -> table.Cancellation:
    return cancellations.fetch(by.tenant, row.id, row.cancelling["id"])


def _replaced(by: Caller, row: table.Order) -> list[Step]:
    if not row.cancelling:
        return []
    return [cancellations.rewritten(by, _waiting(by, row), events.CANCELLATION_VOIDED, state="void")]

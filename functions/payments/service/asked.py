"""What sagas ask of payments. A payment has the id of its order."""

from __future__ import annotations

from typing import Any

from onestop import clock, lists, records
from onestop.errors import Invalid
from onestop.identity import Caller
from onestop.tasks import Task
from payments import events, provider, table
from payments.domain.balance import Balance
from payments.domain.operation import AUTHORISE, CAPTURE, REDUCE, REFUND, VOID, Operation
from payments.provider.port import Outcome
from payments.service import keeping, moving

Answer = dict[str, Any]


def authorise(task: Task) -> Answer:
    """Have the total of an order set aside. Raises `PaymentDeclined`, `OutcomeUnknown`, `WrongState` after a void."""
    asked = task.asked
    if asked.amount.amount and asked.method is None:
        raise Invalid(errors=[{"pointer": "/method", "reason": "is needed where something is to be paid"}])
    if asked.method is not None:
        provider.named(asked.method.provider)
    wanted = _operation(task, AUTHORISE, asked.payment)
    row = moving.move(task.by, asked.payment, wanted, opening=lambda: _opened(task.by, asked))
    return {"payment": row.id, "state": row.state, "authorised": row.authorised}


def _opened(by: Caller, asked: Any) -> table.Payment:
    """A payment that is not written yet."""
    row = _blank(by.tenant, asked.payment)
    row.customer, row.order, row.amount = asked.customer, asked.order, asked.amount.whole()
    row.method = asked.method and asked.method.whole()
    return row


def _blank(tenant: str, payment_id: str) -> table.Payment:
    row = table.Payment(table.payment_pk(tenant, payment_id), "record", id=payment_id, order=payment_id, version=0)
    row.listed, row.created_at = lists.partition(tenant, "payments", payment_id), clock.timestamp()
    return row


def void(task: Task) -> Answer:
    """Set free what was set aside, and refuse what comes later, even where nothing has come yet.

    Succeeds whenever there is nothing to undo. Raises `OutcomeUnknown` and `PaymentDeclined`, to be asked again.
    """
    row = records.settled(lambda: _voided(task))
    return {"payment": row.id, "state": row.state}


def _voided(task: Task) -> table.Payment:
    by, payment_id = task.by, task.asked.payment
    row = table.fetch(by.tenant, payment_id, consistent=True)
    if row is None:
        return _tombstone(task)
    balance = row.balance()
    if balance.closed or (balance.declined and not balance.pending):
        return row
    held = (balance.authorised or 0) - balance.captured
    wanted = Operation(VOID, payment_id, held, step=task.mark())
    return moving.move(by, payment_id, wanted)


def _tombstone(task: Task) -> table.Payment:
    """A payment that never was: whoever comes to authorise it finds it voided."""
    row = _blank(task.by.tenant, task.asked.payment)
    about = Operation(VOID, row.id, since=clock.timestamp(), actor=task.by.actor, step=task.mark())
    last = keeping.move_of(row, about, Outcome("done", "", 0, row.currency))
    keeping.tell(task.by, row, Balance(closing=True, closed=True), events.VOIDED, last, *keeping.puts([last]))
    return row


def capture(task: Task) -> Answer:
    """Take a shipment's part. Raises `PaymentDeclined`, `OutcomeUnknown`, `WrongState` where so much is not left."""
    moving.move(task.by, task.asked.payment, _operation(task, CAPTURE, task.asked.capture))
    return {"captured": task.asked.amount.whole()}


def reduce(task: Task) -> Answer:
    """Let so much less be captured. What nobody will capture any more, the provider is told to let go."""
    moving.move(task.by, task.asked.payment, _operation(task, REDUCE, task.asked.release))
    return {"reduced": task.asked.amount.whole()}


def refund(task: Task) -> Answer:
    """Give back. Raises `PaymentDeclined`, `OutcomeUnknown`, `WrongState` beyond what was captured."""
    moving.move(task.by, task.asked.payment, _operation(task, REFUND, task.asked.refund))
    return {"refunded": task.asked.amount.whole()}


def _operation(task: Task, kind: str, cause: str) -> Operation:
    money = task.asked.amount
    return Operation(kind, cause, money.amount, money.currency, step=task.mark())

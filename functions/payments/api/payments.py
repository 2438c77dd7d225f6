"""Payments, what was asked of the provider for them, and money back for goodwill."""

from typing import Any

from onestop.errors import CardDataRefused, OutcomeUnknown, PaymentDeclined, WrongState
from onestop.http import Call, answer_of, part_of
from onestop.lists import prefix
from payments.api.door import READ, REFUND, app
from payments.service import finding, refunding


@app.route("GET", "/payments", scope=READ, query="PaymentQuery", returns="Payment", many=True)
def list_payments(call: Call) -> dict[str, Any]:
    """List payments, the newest first; those of an order, of a customer or in a state."""
    return answer_of(call, finding.listed(call.by, call.query, part_of(call, newest_first=True)))


@app.route("GET", "/payments/{paymentId}", scope=READ, returns="Payment")
def get_payment(call: Call) -> dict[str, Any]:
    """Get one payment."""
    return finding.seen(call.by, call.path["paymentId"]).view()


@app.route("GET", "/payments/{paymentId}/moves", scope=READ, query="ListQuery", returns="Move", many=True)
def list_moves(call: Call) -> dict[str, Any]:
    """List what was asked of the provider for a payment and came of it, kind by kind."""
    part = part_of(call, newest_first=False, **prefix("move#"))
    return answer_of(call, finding.moves(call.by, call.path["paymentId"], part))


@app.route("POST", "/payments/{paymentId}/refunds", scope=REFUND, body="NewRefund", returns="Move", status=201,
           errors=(CardDataRefused, PaymentDeclined, WrongState, OutcomeUnknown))  # fmt: skip
def refund_payment(call: Call) -> dict[str, Any]:
    """Give money back for goodwill; `pending` where the provider has not said yet what came of it."""
    return refunding.refund(call.by, call.path["paymentId"], call.body, call.once)

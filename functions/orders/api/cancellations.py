"""What is cancelled."""

from typing import Any

from onestop.errors import NotShippable, RequestInProgress, WrongState
from onestop.http import Call, answer_of, part_of
from onestop.lists import prefix
from orders.api.door import CANCEL, READ, app
from orders.service import cancellations, cancelling

PATH = "/orders/{orderId}/cancellations"


@app.route("POST", PATH, scope=CANCEL, body="NewCancellation", returns="Cancellation", status=201,
           errors=(NotShippable, RequestInProgress, WrongState))  # fmt: skip
def cancel_order(call: Call) -> dict[str, Any]:
    """Cancel an order, or pieces of it, at any moment before they are dispatched."""
    return cancelling.cancel(call.by, call.path["orderId"], call.body, call.once)


@app.route("GET", PATH, scope=READ, query="ListQuery", returns="Cancellation", many=True)
def list_cancellations(call: Call) -> dict[str, Any]:
    """List what was cancelled of an order."""
    part = part_of(call, newest_first=False, **prefix("cancellation#"))
    return answer_of(call, cancellations.listed(call.by, call.path["orderId"], part))

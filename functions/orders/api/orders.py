"""Orders themselves."""

from typing import Any

from onestop.errors import (
    AlreadyTaken,
    CardDataRefused,
    DocumentLocked,
    NeighbourUnavailable,
    PriceUnknown,
    ProductUnavailable,
    RequestInProgress,
    TryAgain,
    VersionMismatch,
    WrongState,
)
from onestop.http import Answer, Call, answer_of, part_of
from orders.api.door import READ, WRITE, app
from orders.service import drafting, finding, placing

UNPRICED = (PriceUnknown, ProductUnavailable, NeighbourUnavailable)
TAKEN = (AlreadyTaken, RequestInProgress)


@app.route("POST", "/orders", scope=WRITE, body="NewOrder", returns="Order", status=201, location="/orders/{id}",
           errors=(*TAKEN, *UNPRICED, CardDataRefused))  # fmt: skip
def draft_order(call: Call) -> dict[str, Any]:
    """Draft an order, or place it at once."""
    return drafting.draft(call.by, call.body, call.once)


@app.route("GET", "/orders", scope=READ, query="OrderQuery", returns="Order", many=True)
def list_orders(call: Call) -> dict[str, Any]:
    """List orders: sorted, or by customer, state, number or external id."""
    part = part_of(call, newest_first=finding.order(call.query)[1], **finding.bounds(call.query))
    return answer_of(call, finding.listed(call.by, call.query, part))


@app.route("GET", "/orders/{orderId}", scope=READ, returns="Order")
def get_order(call: Call) -> dict[str, Any]:
    """Get one order."""
    return finding.seen(call.by, call.path["orderId"]).view()


@app.route("PATCH", "/orders/{orderId}", scope=WRITE, body="OrderPatch", returns="Order",
           errors=(*TAKEN, *UNPRICED, CardDataRefused, DocumentLocked, VersionMismatch))  # fmt: skip
def change_order(call: Call) -> dict[str, Any]:
    """Change a draft by a merge patch; its prices are worked out anew where that matters."""
    return drafting.change(call.by, call.path["orderId"], call.body, call.if_match)


@app.route("DELETE", "/orders/{orderId}", scope=WRITE, status=204,
           errors=(DocumentLocked, RequestInProgress, VersionMismatch))  # fmt: skip
def discard_order(call: Call) -> Answer:
    """Give up a draft; it stays as a cancelled order."""
    drafting.discard(call.by, call.path["orderId"], call.if_match)
    return Answer(204)


@app.route("POST", "/orders/{orderId}/placement", scope=WRITE, body="Placement", returns="Order",
           errors=(CardDataRefused, RequestInProgress, TryAgain, VersionMismatch, WrongState))  # fmt: skip
def place_order(call: Call) -> dict[str, Any]:
    """Place a draft: from now on it is frozen, and is carried out."""
    return placing.place(call.by, call.path["orderId"], call.body, call.once)

"""Returns: asked for and looked at."""

from typing import Any

from onestop.errors import (
    NeighbourUnavailable,
    NotFound,
    NotReturnable,
    PriceUnknown,
    ProductUnavailable,
    RequestInProgress,
)
from onestop.http import Call, answer_of, part_of
from returns.api.door import READ, WRITE, app
from returns.service import finding, requesting, sales

REFUSALS = (NotFound, NotReturnable, ProductUnavailable, PriceUnknown, RequestInProgress, NeighbourUnavailable)


@app.route("POST", "/returns", scope=WRITE, body="NewReturn", returns="Return", status=201, location="/returns/{id}",
           errors=REFUSALS)  # fmt: skip
def request_return(call: Call) -> dict[str, Any]:
    """Ask for pieces of an order to be taken back, for money or for something else."""
    return requesting.request(call.by, call.body, call.once)


@app.route("GET", "/returns", scope=READ, query="ReturnQuery", returns="Return", many=True)
def list_returns(call: Call) -> dict[str, Any]:
    """List returns: sorted, or of an order, of a customer, in a state."""
    part = part_of(call, newest_first=finding.order(call.query)[1], **finding.bounds(call.query))
    return answer_of(call, finding.listed(call.by, call.query, part))


@app.route("GET", "/returns/{returnId}", scope=READ, returns="Return")
def get_return(call: Call) -> dict[str, Any]:
    """Get one return."""
    return finding.there(call.by, call.path["returnId"]).view()


@app.route("GET", "/orders/{orderId}/returnable", scope=READ, returns="Returnable")
def get_returnable(call: Call) -> dict[str, Any]:
    """Look up what can still be returned of an order, and until when."""
    return sales.shown(call.by, call.path["orderId"])

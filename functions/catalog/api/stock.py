"""How many pieces there are, and who has been promised which."""

from typing import Any

from catalog.api.door import STOCK_READ, STOCK_WRITE, app
from catalog.service import stock_layouts, stock_moving, stock_reservations
from onestop.errors import Conflict, OutOfStock, RequestInProgress
from onestop.http import Call, answer_of, part_of

STOCK = "/stock/{variantId}"


@app.route("GET", STOCK, scope=STOCK_READ, returns="StockLevel")
def get_stock(call: Call) -> dict[str, Any]:
    """Tell how many pieces of a variant there are, and where, at this moment."""
    return stock_layouts.level(call.by, call.path["variantId"])


@app.route("PUT", STOCK + "/locations/{locationId}", scope=STOCK_WRITE, body="NewLayout", returns="LocationLevel",
           versioned=False, errors=(Conflict, RequestInProgress))  # fmt: skip
def lay_out_stock(call: Call) -> dict[str, Any]:
    """Count a variant in so many shards at a location, and say when its pieces are called few."""
    return stock_layouts.lay_out(call.by, call.path["variantId"], call.path["locationId"], call.body)


@app.route("GET", STOCK + "/movements", scope=STOCK_READ, query="ListQuery", returns="StockMovement", many=True)
def list_stock_movements(call: Call) -> dict[str, Any]:
    """List the movements of a variant, the newest first."""
    part = part_of(call, newest_first=True)
    return answer_of(call, stock_moving.movements(call.by, call.path["variantId"], part))


@app.route("POST", "/stock-adjustments", scope=STOCK_WRITE, body="NewAdjustment", returns="StockMovement", status=201,
           errors=(Conflict, OutOfStock, RequestInProgress))  # fmt: skip
def adjust_stock(call: Call) -> dict[str, Any]:
    """Let pieces come or go: a receipt, a count, a loss."""
    return stock_moving.adjust(call.by, call.body, call.once)


@app.route("GET", "/reservations/{reservationId}", scope=STOCK_READ, returns="Reservation")
def get_reservation(call: Call) -> dict[str, Any]:
    """Get one reservation; it has the id of its order."""
    return stock_reservations.shown(call.by, call.path["reservationId"])

"""What leaves the house."""

from typing import Any

from onestop.errors import NotShippable, RequestInProgress, VersionMismatch, WrongState
from onestop.http import Answer, Call, answer_of, part_of
from onestop.lists import prefix
from orders.api.door import FULFIL, READ, app
from orders.service import packing, shipping

SHIPMENTS, SHIPMENT = "/orders/{orderId}/shipments", "/orders/{orderId}/shipments/{shipmentId}"
BUSY = (RequestInProgress, WrongState)


@app.route("POST", SHIPMENTS, scope=FULFIL, body="NewShipment", returns="Shipment", status=201,
           location="/orders/{order}/shipments/{id}", errors=(*BUSY, NotShippable))  # fmt: skip
def pack_shipment(call: Call) -> dict[str, Any]:
    """Pack pieces of a confirmed order together: these, or all that are left."""
    return packing.pack(call.by, call.path["orderId"], call.body, call.once)


@app.route("GET", SHIPMENTS, scope=READ, query="ListQuery", returns="Shipment", many=True)
def list_shipments(call: Call) -> dict[str, Any]:
    """List the shipments of an order."""
    part = part_of(call, newest_first=False, **prefix("shipment#"))
    return answer_of(call, packing.shipments(call.by, call.path["orderId"], part))


@app.route("GET", SHIPMENT, scope=READ, returns="Shipment")
def get_shipment(call: Call) -> dict[str, Any]:
    """Get one shipment."""
    return packing.shown(call.by, call.path["orderId"], call.path["shipmentId"])


@app.route("DELETE", SHIPMENT, scope=FULFIL, status=204, errors=(*BUSY, VersionMismatch))
def unpack_shipment(call: Call) -> Answer:
    """Unpack a shipment that was not dispatched."""
    packing.unpack(call.by, call.path["orderId"], call.path["shipmentId"], call.if_match)
    return Answer(204)


@app.route("POST", SHIPMENT + "/dispatch", scope=FULFIL, returns="Shipment", errors=(*BUSY, VersionMismatch))
def dispatch_shipment(call: Call) -> dict[str, Any]:
    """Hand a shipment over; it is paid for and taken from the stock now."""
    return shipping.dispatch(call.by, call.path["orderId"], call.path["shipmentId"], call.once)


@app.route("POST", SHIPMENT + "/delivery", scope=FULFIL, returns="Shipment", errors=BUSY)
def deliver_shipment(call: Call) -> dict[str, Any]:
    """Say that a shipment has arrived."""
    return shipping.deliver(call.by, call.path["orderId"], call.path["shipmentId"], call.once)

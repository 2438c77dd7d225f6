"""Orders that were shipped, as the inbox of returns hears of them, and returns made through the API."""

import importlib
import json
from itertools import count
from typing import Any

from onestop import clock
from tests.support.envelopes import CUSTOMER, envelope
from tests.support.gateway import CONTEXT, Browser, Reply

SHIRT, LAMP, SHADE, OTHER = (f"01J0000000000000000000000{letter}" for letter in "ABCD")
LOCATION = "01J000000000000000000000W1"
REFUND = "01J0000000000000000000CRED"
_messages = count(1)


def line(number: str, quantity: int, **said: Any) -> dict[str, Any]:
    """A line of a confirmed order, of shirts unless it is said otherwise."""
    shirt = {"variant": SHIRT, "sku": "SHIRT-M", "name": "衬衫 M", "components": [{"variant": SHIRT, "quantity": 1}]}
    return {"line": number, "quantity": quantity, **shirt, **said}


def confirmation(order_id: str, *lines: dict[str, Any], **said: Any) -> dict[str, Any]:
    """What is told once an order is confirmed."""
    order = {"id": order_id, "customer": CUSTOMER, "currency": "EUR", "segment": None, "lines": list(lines)}
    return envelope("OrderConfirmed", f"orders/{order_id}", record=order | said)


def confirmed(*lines: dict[str, Any], **said: Any) -> str:
    """The id of a new order; only that it was confirmed is known of it."""
    order_id = clock.new_id()
    hear(confirmation(order_id, *lines, **said))
    return order_id


def invoice(order_id: str, *lines: tuple[str, int, int], at: str = "", currency: str = "EUR") -> dict[str, Any]:
    """What is told once pieces have left: of each line its number, how many, and what was paid for them."""
    shipment = clock.new_id()
    said = [
        {"line": number, "quantity": quantity, "gross": {"amount": paid, "currency": currency}}
        for number, quantity, paid in lines
    ]
    record = {"order": order_id, "issuedFor": shipment, "issuedAt": at or clock.timestamp(), "lines": said}
    return envelope("InvoiceIssued", f"documents/{shipment}", record=record)


def delivery(order_id: str, at: str) -> dict[str, Any]:
    shipment = clock.new_id()
    return envelope("ShipmentDelivered", f"shipments/{shipment}", record={"order": order_id, "deliveredAt": at})


def hear(*envelopes: dict[str, Any]) -> list[Any]:
    """Let the consumers have envelopes of orders; those that they did not take."""
    handler = importlib.import_module("returns.consumers").handler
    records = [
        {
            "messageId": f"m{next(_messages)}",
            "body": json.dumps({"source": "onestop.orders", "detail-type": each["type"], "detail": each}),
        }
        for each in envelopes
    ]
    failures: list[Any] = handler({"Records": records}, CONTEXT)["batchItemFailures"]
    return failures


def shipped(quantity: int = 3, paid: int = 10_000, currency: str = "EUR", **said: Any) -> str:
    """The id of an order of so many shirts, all of which have left."""
    order_id = confirmed(line("1", quantity, **said), currency=currency)
    hear(invoice(order_id, ("1", quantity, paid)))
    return order_id


def asking(desk: Browser, order_id: str, quantity: int = 1, reason: str = "unwanted", **said: Any) -> Reply:
    body = {"order": order_id, "lines": [{"line": "1", "quantity": quantity, "reason": reason}]}
    return desk.post("/returns", body | said)


def requested(desk: Browser, order_id: str, quantity: int = 1, reason: str = "unwanted", **said: Any) -> str:
    """The id of a new return of line 1."""
    reply = asking(desk, order_id, quantity, reason, **said)
    assert reply.status == 201, reply.text
    return str(reply.json["id"])


def received(desk: Browser, order_id: str, quantity: int = 1, **said: Any) -> str:
    """The id of a return that was approved and came complete."""
    return_id = requested(desk, order_id, quantity, **said)
    arrive(desk, return_id, quantity)
    return return_id


def arrive(desk: Browser, return_id: str, quantity: int) -> Reply:
    desk.post(f"/returns/{return_id}/approval")
    return desk.post(f"/returns/{return_id}/receipt", {"lines": [{"line": "1", "quantity": quantity}]})


def look(desk: Browser, return_id: str, accepted: int, settlement: str | None = None, **said: Any) -> Reply:
    """The inspection of line 1."""
    found = {"line": "1", "accepted": accepted, "condition": "new", "restock": True} | said
    return desk.post(f"/returns/{return_id}/inspection", {"lines": [found], "settlement": settlement})


def inspected(desk: Browser, order_id: str, quantity: int = 1, **said: Any) -> dict[str, Any]:
    """A return of which everything was accepted."""
    reply = look(desk, received(desk, order_id, quantity), quantity, **said)
    assert reply.status == 200, reply.text
    made: dict[str, Any] = reply.json
    return made


def returnable(desk: Browser, order_id: str) -> int:
    """How many pieces of line 1 can still be claimed."""
    return int(desk.get(f"/orders/{order_id}/returnable").json["lines"][0]["returnable"])

"""The operations of orders that people do themselves, and the documents that are issued for them."""

from typing import Any

from bench.units.fulfilment import ask, confirmed, quietly
from bench.units.stage import Stage
from onestop import clock

CUSTOMER = "01J000000000000000000000CC"
SCOPES = "orders:read orders:write orders:price orders:fulfil"
PAYMENT = {"provider": "sandbox", "token": "ok"}
TEXT = "Wants it before Friday; ring twice."


def orders(stage: Stage) -> None:
    """From the first draft to the placed order, and how it is found again."""
    desk = stage.browser("orders", scopes=SCOPES)
    draft = stage.ask("a draft", desk, "POST", "/orders", _asked()).json["id"]
    stage.ask("", desk, "PATCH", f"/orders/{draft}", {"discount": {"percent": "5"}})
    stage.ask("", desk, "POST", f"/orders/{draft}/placement", {"payment": PAYMENT})
    placed = stage.ask("placed at once", desk, "POST", "/orders", _asked(place=True, payment=PAYMENT)).json
    stage.ask("", desk, "GET", f"/orders/{placed['id']}")
    stage.ask("page of 20", desk, "GET", "/orders?limit=20")
    stage.ask("by number", desk, "GET", f"/orders?number={placed['number']}")
    stage.ask("of a customer", desk, "GET", f"/orders?customer={CUSTOMER}")
    unwanted = desk.post("/orders", _asked()).json["id"]
    stage.ask("", desk, "DELETE", f"/orders/{unwanted}")
    note = stage.ask("", desk, "POST", f"/orders/{draft}/notes", {"text": TEXT}).json["id"]
    stage.ask("", desk, "GET", f"/orders/{draft}/notes")
    stage.ask("", desk, "PATCH", f"/orders/{draft}/notes/{note}", {"pinned": True})
    stage.ask("", desk, "DELETE", f"/orders/{draft}/notes/{note}")


def documents(stage: Stage) -> None:
    """A credit note, and how documents are found."""
    desk, order = stage.browser("orders", scopes=SCOPES), confirmed(stage)
    invoice = _shipped(stage, order)
    line, amount = {"line": "1", "quantity": 1, "amount": 396}, {"amount": 396, "currency": "EUR"}
    ask(stage, "IssueCreditNote", order, creditNote=clock.new_id(), reason="worn", lines=[line], amount=amount)
    series = stage.ask("", desk, "GET", f"/documents/{invoice}").json["series"]
    stage.ask("", desk, "GET", f"/orders/{order['id']}/documents")
    stage.ask("", desk, "GET", f"/documents?series={series}")


def _asked(**fields: Any) -> dict[str, Any]:
    price = {"amount": 1999, "currency": "EUR"}
    tea = {"variant": "01J0000000000000000000000V", "sku": "TEA-1", "name": "龙井茶", "quantity": 3, "unitPrice": price}
    lines = [{**tea, "taxRate": "0.19"}, {"name": "Shipping", "unitPrice": price, "taxRate": "0.19"}]
    return {"customer": CUSTOMER, "currency": "EUR", "lines": lines, **fields}


def _shipped(stage: Stage, order: Any) -> str:
    """The id of a shipment of all of an order, and of its invoice."""
    desk = stage.browser("orders", scopes=SCOPES)
    shipment = str(desk.post(f"/orders/{order['id']}/shipments", {}).json["id"])
    desk.post(f"/orders/{order['id']}/shipments/{shipment}/dispatch")
    for name in ("BeginShipment", "IssueInvoice", "EndShipment"):
        quietly(stage, name, order, shipment=shipment)
    return shipment

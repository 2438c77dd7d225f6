"""What orders report, as far as returns have to know it: in whatever order it comes, and however often."""

from collections.abc import Callable
from typing import Any

from onestop import records, tables
from onestop.events import Event
from returns import table
from returns.service import sales

KEPT = ("variant", "sku", "name", "components")


def confirmed(event: Event) -> None:
    """Keep who bought what: 2 calls, 1 where that is known."""
    order = event.data["record"]
    lines = {each["line"]: {name: each[name] for name in KEPT} for each in order["lines"]}
    facts = {"customer": order["customer"], "currency": order["currency"], "segment": order["segment"], "lines": lines}
    _learn(event.tenant, order["id"], lambda sale: _set(sale, "facts", facts))


def invoiced(event: Event) -> None:
    """Keep what was shipped and what was paid for it: 2 calls, 1 where that is known.

    Taken from the invoice because that is what a credit note takes back.
    """
    invoice = event.data["record"]
    lines = {each["line"]: [each["quantity"], each["gross"]["amount"]] for each in invoice["lines"]}
    shipment = {"at": invoice["issuedAt"], "lines": lines}
    _learn(
        event.tenant,
        invoice["order"],
        lambda sale: _set(sale, "shipments", {**sale.shipments, invoice["issuedFor"]: shipment}),
    )


def delivered(event: Event) -> None:
    """Keep when something arrived last, for that is when the days begin to count: 2 calls, 1 where that is known."""
    shipment = event.data["record"]
    latest = shipment["deliveredAt"]
    _learn(
        event.tenant,
        shipment["order"],
        lambda sale: _set(sale, "delivered_at", max(sale.delivered_at or "", latest)),
    )


def _learn(tenant: str, order_id: str, change: Callable[[table.Sale], bool]) -> None:
    def once_more() -> None:
        sale = table.fetch_sale(tenant, order_id, consistent=True)
        sale = sale or table.Sale(table.sale_pk(tenant, order_id), "sale", order=order_id)
        if change(sale):
            tables.write(sales.written(sale))

    records.settled(once_more)


def _set(sale: table.Sale, name: str, value: Any) -> bool:
    """Whether that was news."""
    if getattr(sale, name) == value:
        return False
    setattr(sale, name, value)
    return True

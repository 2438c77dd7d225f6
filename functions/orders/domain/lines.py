"""The lines of an order before they are reckoned: what was asked for, with a price."""

from collections.abc import Mapping
from typing import Any

View = dict[str, Any]
Asked = Mapping[str, Any]
NONE_YET = dict.fromkeys(("packed", "shipped", "delivered", "cancelled", "returned"), 0)
BY_HAND = ("name", "sku", "unitPrice", "taxRate", "taxIncluded")


def from_catalogue(number: int, asked: Asked, found: Asked, currency: str) -> View:
    """A line with what the catalogue says of it; its `unitPrice` is in minor units."""
    said = {name: found[name] for name in ("sku", "name", "taxRate", "taxIncluded", "priceBook", "components")}
    price = {"amount": found["unitPrice"], "currency": currency}
    return {**_line(number, asked), **said, "unitPrice": price}


def by_hand(number: int, asked: Asked) -> View:
    """A line with a price of one's own; a variant is taken from stock as it is, whatever it is made of."""
    said = {**{name: asked[name] for name in BY_HAND}, "taxIncluded": bool(asked["taxIncluded"])}
    of = [{"variant": asked["variant"], "quantity": 1}] if asked["variant"] else []
    return {**_line(number, asked), **said, "priceBook": None, "components": of}


def _line(number: int, asked: Asked) -> View:
    kept = {name: asked[name] for name in ("variant", "location", "quantity", "discount")}
    return {"line": str(number), **kept, **NONE_YET}


def asked_again(order: Asked) -> View:
    """What would have to be sent to get this order: its public view without what was worked out."""
    lines = [_asked_line(line) for line in order["lines"]]
    return {**order, "lines": lines, "discount": _asked_discount(order["discount"])}


def _asked_line(line: Asked) -> View:
    names = ("variant", "location", "quantity", *(() if line["priceBook"] else BY_HAND))
    return {**{name: line[name] for name in names}, "discount": _asked_discount(line["discount"])}


def _asked_discount(discount: Asked | None) -> View | None:
    if discount is None:
        return None
    return {"percent": discount["percent"]} if discount["percent"] else {"amount": discount["amount"]}

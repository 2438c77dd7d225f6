"""One order of the file through the public API: placed, waited for, shipped; ordered again where it came to nothing."""

import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from local.api import Api, ApiError
from local.orders.northwind import CURRENCY, Line, Order
from local.orders.troubles import OK, Trouble

SYSTEM = "northwind"
ENDED = frozenset({"failed", "cancelled"})
SETTLED = ENDED | {"confirmed", "packed", "shipped", "delivered"}
TRIES = 2
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 2.0  # seconds between two looks
TOO_MANY = 1_000_000  # pieces that nobody has
THERE_ALREADY = frozenset({"AlreadyTaken", "IdempotencyKeyReused"})


class NotSettled(Exception):
    """An order is still under way after as long as anybody would wait."""


@dataclass(frozen=True, slots=True)
class Shop:
    """Where to buy: the ids of buyers by theirs in the file, and variants (id, SKU, name) by product."""

    api: Api
    buyers: dict[str, str]
    variants: dict[int, tuple[str, str, str]]
    patience: float = 300  # seconds for an order to settle


@dataclass(slots=True)
class Bought:
    """What became of an order: its id, its state, and the states in which earlier tries ended."""

    id: str
    state: str
    before: list[str] = field(default_factory=list)


def buy(shop: Shop, order: Order, trouble: Trouble | None) -> Bought:
    """Order until it is confirmed, then ship what the file says was shipped. Raises ApiError and NotSettled."""
    before: list[str] = []
    for number, chosen in enumerate([trouble, None] if trouble else [None], start=1):
        placed, wanted = _placed(shop, order, chosen, number), SETTLED
        if chosen and chosen.cancelled and placed["state"] == "placed":
            shop.api.post(f"/orders/{placed['id']}/cancellations", {"reason": "Changed my mind"}, f"{placed['id']}-not")
            wanted = ENDED
        state = _awaited(shop, placed["id"], wanted)["state"]
        if state not in ENDED:
            return Bought(placed["id"], _shipped(shop, placed["id"], order.shipped), before)
        before.append(state)
    return Bought(placed["id"], before.pop(), before)


def name_of(order: Order, number: int) -> str:
    """What the shop calls the `number`th try to buy an order of the file."""
    return f"{SYSTEM}-{order.id}-{number}"


def _placed(shop: Shop, order: Order, trouble: Trouble | None, number: int) -> dict[str, Any]:
    """The placed order; one of an earlier run, however far it is, where there is one."""
    name = name_of(order, number)
    try:
        return shop.api.post("/orders", _body(shop, order, trouble, name), key=name)
    except ApiError as refused:
        if refused.problem.get("code") not in THERE_ALREADY:
            raise
    [there] = shop.api.get("/orders", externalId=name)["data"]
    return there


def _body(shop: Shop, order: Order, trouble: Trouble | None, name: str) -> dict[str, Any]:
    lines = [_line(shop, line, TOO_MANY if trouble and trouble.short else line.quantity) for line in order.lines]
    freight = {"name": "Freight", "unitPrice": _usd(order.freight), "taxRate": "0"}
    return {
        "customer": shop.buyers[order.buyer],
        "currency": CURRENCY,
        "channel": SYSTEM,
        "externalId": name,
        "lines": [*lines, freight],
        "payment": {"provider": "sandbox", "token": trouble.token if trouble else OK},
        "place": True,
    }


def _line(shop: Shop, line: Line, quantity: int) -> dict[str, Any]:
    variant, sku, name = shop.variants[line.product]
    percent = format((Decimal(line.discount) * 100).normalize(), "f")
    said = {"variant": variant, "sku": sku, "name": name, "quantity": quantity, "unitPrice": _usd(line.price)}
    return {**said, "taxRate": "0", **({"discount": {"percent": percent}} if percent != "0" else {})}


def _usd(cents: int) -> dict[str, Any]:
    return {"amount": cents, "currency": CURRENCY}


def _shipped(shop: Shop, order_id: str, wanted: bool) -> str:
    """Pack and dispatch all of it; the state in which it is then."""
    order = shop.api.get(f"/orders/{order_id}")
    if not wanted or order["state"] != "confirmed":
        return str(order["state"])
    sent = shop.api.post(f"/orders/{order_id}/shipments", {"carrier": "Speedy Express"}, f"{order_id}-s")
    shop.api.post(f"/orders/{order_id}/shipments/{sent['id']}/dispatch", None, f"{order_id}-d")
    return str(_awaited(shop, order_id, {"shipped", "delivered"})["state"])


def _awaited(shop: Shop, order_id: str, states: Collection[str]) -> dict[str, Any]:
    for order in _looks(lambda: shop.api.get(f"/orders/{order_id}"), shop.patience):
        if order["state"] in states:
            return order
    raise NotSettled(
        f"Order {order_id} has not settled in {shop.patience:.0f} s. `onestop saga list --state parked` tells what "
        f"waits for somebody, `onestop saga show {order_id}` how far it came."
    )


def _looks(look: Callable[[], dict[str, Any]], seconds: float) -> Iterator[dict[str, Any]]:
    """Look after look, less often with time, for so many seconds."""
    until, pause = time.monotonic() + seconds, FIRST_PAUSE
    while time.monotonic() < until:
        yield look()
        time.sleep(pause)
        pause = min(pause * 1.5, LONGEST_PAUSE)

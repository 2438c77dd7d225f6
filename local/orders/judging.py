"""Whether the replayed orders are what the file says, and whether the money agrees with them, customer by customer."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from local.orders import expected
from local.orders.buying import TRIES, Shop, name_of
from local.orders.northwind import Northwind

GOOD = frozenset({"confirmed", "packed", "shipped", "delivered"})
LEFT = frozenset({"shipped", "delivered"})


@dataclass(frozen=True, slots=True)
class Difference:
    """What was expected of a buyer or an order, and what was found. Amounts are cents."""

    of: str
    what: str
    expected: int
    found: int


@dataclass(slots=True)
class Verdict:
    """What was compared, and every difference."""

    buyers: int = 0
    orders: int = 0
    cents: int = 0
    captured: int = 0
    differences: list[Difference] = field(default_factory=list)

    def compare(self, of: str, what: str, wanted: int, found: int) -> None:
        """Note a difference, if it is one."""
        if wanted != found:
            self.differences.append(Difference(of, what, wanted, found))


def judged(shop: Shop, northwind: Northwind) -> Verdict:
    """Compare the API's orders and payments with the file. Only orders of this file count. Raises ApiError."""
    verdict, found = Verdict(), _orders(shop, northwind)
    names = {id_: name for name, id_ in shop.buyers.items()}
    payments = {each["id"]: each for each in shop.api.pages("/payments")}
    for buyer, (cents, count) in expected.totals(northwind).items():
        good = [each for each in found[shop.buyers[buyer]] if each["state"] in GOOD]
        total = sum(each["totals"]["gross"]["amount"] for each in good)
        verdict.compare(names[shop.buyers[buyer]], "orders", count, len(good))
        verdict.compare(names[shop.buyers[buyer]], "total", cents, total)
        verdict.buyers, verdict.orders = verdict.buyers + 1, verdict.orders + len(good)
        verdict.cents += total
    for order in (each for several in found.values() for each in several):
        _money(verdict, order, payments.get(order["id"]))
    return verdict


def _orders(shop: Shop, northwind: Northwind) -> dict[str, list[dict[str, Any]]]:
    """All tries to buy the orders of this file, by customer."""
    names = {name_of(order, number) for order in northwind.orders() for number in range(1, TRIES + 1)}
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for order in shop.api.pages("/orders"):
        if order["externalId"] in names:
            found[order["customer"]].append(order)
    return found


def _money(verdict: Verdict, order: dict[str, Any], payment: dict[str, Any] | None) -> None:
    """What left was paid for, to the cent; of what did not nothing was taken, and nothing is held once it has ended."""
    gross = order["totals"]["gross"]["amount"]
    captured, held = _amount(payment, "captured"), _held(payment)
    verdict.captured += captured
    verdict.compare(order["externalId"], "captured", gross if order["state"] in LEFT else 0, captured)
    verdict.compare(order["externalId"], "held", gross if order["state"] in GOOD - LEFT else 0, held)


def _held(payment: dict[str, Any] | None) -> int:
    """What is set aside and neither captured nor given back."""
    if payment is None or payment["state"] in ("declined", "voided"):
        return 0
    return _amount(payment, "authorised") - _amount(payment, "captured") - _amount(payment, "reduced")


def _amount(payment: dict[str, Any] | None, name: str) -> int:
    return int(payment[name]["amount"]) if payment and payment[name] else 0

"""Whether a shop's books are right: orders, stock, payments, documents and the provider, read and added up."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from tests.e2e.shop import UNDER_WAY, Shop

Record = dict[str, Any]
Books = dict[str, Record]
UNDONE = ("failed", "cancelled")


def complaints(shop: Shop, orders: Iterable[str], books: Books, shelf: dict[str, int]) -> Iterator[str]:
    """Everything that is wrong. `books` are the provider's holds by order, `shelf` what was there of each variant."""
    left, series = Counter(shelf), set[str]()
    for order_id in orders:
        order, documents = shop.order(order_id), shop.get(f"/orders/{order_id}/documents?limit=200")["data"]
        wrong = [*_order(shop, order, books.get(order_id, {})), *_documents(shop, order, documents)]
        yield from (f"{order_id}: {each}" for each in wrong)
        series |= {each["series"] for each in documents}
        for line in order["lines"]:
            left[line["variant"]] += line["returned"] - line["shipped"]
    yield from _stock(shop, left)
    yield from _numbers(shop, series)


def _order(shop: Shop, order: Record, hold: Record) -> Iterator[str]:
    if order["state"] in UNDER_WAY:
        yield f"is {order['state']}"
    [line] = order["lines"]
    if order["confirmedAt"] and line["shipped"] + line["cancelled"] != line["quantity"]:
        yield f"is confirmed, and neither shipped nor cancelled in full: {line}"
    payment = shop.ask("GET", f"/payments/{order['id']}")
    if payment.status_code == 404:
        if order["confirmedAt"]:
            yield "is confirmed without a payment"
        return
    yield from _payment(shop, order, payment.json(), hold)


def _payment(shop: Shop, order: Record, payment: Record, hold: Record) -> Iterator[str]:
    names = ("authorised", "captured", "reduced", "refunded")
    authorised, captured, reduced, refunded = (_amount(payment[name]) for name in names)
    if payment["pending"]:
        yield f"nobody knows what became of {payment['pending']}"
    if order["confirmedAt"] and not authorised == _amount(order["totals"]["gross"]) == captured + reduced:
        yield f"costs {order['totals']['gross']}, but {authorised} is not {captured} + {reduced}"
    if not order["confirmedAt"] and (captured or payment["state"] not in ("voided", "declined", "authorising")):
        yield f"is {order['state']}, its payment is {payment['state']}, and {captured} was taken"
    if (hold.get("captured", 0), hold.get("refunded", 0)) != (captured, refunded):
        yield f"{captured} taken and {refunded} given back, but the provider's books say {hold}"
    if hold.get("amount", 0) > hold.get("captured", 0) and not hold["voided"]:
        yield f"money is still set aside: {hold}"


def _documents(shop: Shop, order: Record, documents: list[Record]) -> Iterator[str]:
    answer = shop.ask("GET", f"/payments/{order['id']}")
    payment = answer.json() if answer.status_code == 200 else {}
    captured, refunded = (_amount(payment.get(name)) for name in ("captured", "refunded"))
    sums = Counter[str]()
    for each in documents:
        sums[each["kind"]] += _amount(each["totals"]["gross"])
    if (sums["invoice"], sums["credit-note"]) != (captured, refunded):
        yield f"{captured} taken and {refunded} given back, but the documents say {dict(sums)}"
    sent = [each for each in shop.get(f"/orders/{order['id']}/shipments?limit=200")["data"] if each["shippedAt"]]
    if sum(_amount(each["amount"]) for each in sent) != captured:
        yield f"{captured} was taken for other pieces than were shipped"


def _stock(shop: Shop, left: Counter[str]) -> Iterator[str]:
    for variant, number in left.items():
        stock = shop.get(f"/stock/{variant}")
        if [stock[name] for name in ("onHand", "available", "held", "allocated")] != [number, number, 0, 0]:
            yield f"{variant}: {number} should be left, but there is {stock}"


def _numbers(shop: Shop, series: set[str]) -> Iterator[str]:
    """Every series counts from 1 without a gap."""
    for name in sorted(series):
        found: list[int] = []
        cursor = ""
        while cursor is not None:
            page = shop.get(f"/documents?series={name}&limit=200{cursor and '&cursor=' + cursor}")
            found += [int(each["number"].rpartition("-")[2]) for each in page["data"]]
            cursor = page["page"]["next"]
        if found != list(range(1, len(found) + 1)):
            yield f"the numbers of {name} have gaps: {found}"


def _amount(money: Record | None) -> int:
    return money["amount"] if money else 0

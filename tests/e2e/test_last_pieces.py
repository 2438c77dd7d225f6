"""Fifty people buy the last ten pieces at the same moment.

On LocalStack ten people buy the last two: with two processors it serves no more at once in the time that a request has.
"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from local.places import EMBEDDED
from tests.e2e.shop import Shop
from tests.support.running import ENGINE, Running

BUYERS, PIECES = (50, 10) if ENGINE == EMBEDDED else (10, 2)
Orders = list[dict[str, Any]]


@pytest.fixture(scope="module")
def shop(system: Running) -> Shop:
    return Shop.opened(system.opened("rush"))


@pytest.fixture(scope="module")
def variant(shop: Shop) -> str:
    """What everybody wants."""
    return shop.product(price=4999, pieces=PIECES)


@pytest.fixture(scope="module")
def orders(shop: Shop, variant: str) -> Orders:
    """What became of all orders."""
    customer = shop.customer()
    with ThreadPoolExecutor(BUYERS) as pool:
        placed = list(pool.map(lambda _: shop.place(customer, "ok", (variant, 1)), range(BUYERS)))
    return [shop.decided(each["id"]) for each in placed]


def test_as_many_get_one_as_there_are_pieces_and_the_others_do_not(orders: Orders) -> None:
    assert Counter(each["state"] for each in orders) == {"confirmed": PIECES, "failed": BUYERS - PIECES}
    assert {each["failure"]["error"] for each in orders if each["failure"]} == {"OutOfStock"}


def test_nobody_is_charged_without_a_piece(shop: Shop, orders: Orders) -> None:
    for each in orders:
        payment = shop.ask("GET", f"/payments/{each['id']}")
        if each["state"] == "failed":
            assert payment.status_code == 404 or payment.json()["state"] == "voided"
        else:
            assert payment.json()["authorised"] == {"amount": 4999, "currency": "EUR"}


def test_no_piece_is_left_and_none_is_sold_twice(shop: Shop, variant: str, orders: Orders) -> None:
    stock = shop.get(f"/stock/{variant}")

    assert [stock[name] for name in ("onHand", "allocated", "held", "available")] == [PIECES, PIECES, 0, 0]


def test_who_got_one_gets_it_and_only_they_pay(shop: Shop, variant: str, orders: Orders) -> None:
    winners = [each["id"] for each in orders if each["state"] == "confirmed"]
    with ThreadPoolExecutor(PIECES) as pool:
        sent = list(pool.map(lambda order: shop.shipped(shop.dispatch(order)), winners))

    assert {each["state"] for each in sent} == {"shipped"}
    assert sum(shop.get(f"/payments/{order}")["captured"]["amount"] for order in winners) == PIECES * 4999
    assert shop.get(f"/stock/{variant}")["onHand"] == 0

"""What comes back, as it runs on every engine: exchanged, or paid back although the bank declined it first."""

from typing import Any

import pytest

from tests.e2e.people import WITHIN
from tests.e2e.shop import Shop
from tests.support.eventually import eventually
from tests.support.running import Running


@pytest.fixture(scope="module")
def shop(system: Running) -> Shop:
    """A tenant's own shop."""
    return Shop.opened(system.opened("returns"))


def delivered(shop: Shop, variant: str, quantity: int, token: str = "ok") -> str:
    """The id of an order of which everything has left."""
    order = shop.decided(shop.place(shop.customer(), token, (variant, quantity))["id"])["id"]
    assert shop.shipped(shop.dispatch(order))["state"] == "shipped"
    return str(order)


def sums(shop: Shop, order: str) -> list[int]:
    """What was captured and what was paid back, as payments has it."""
    payment: dict[str, Any] = shop.get(f"/payments/{order}")
    return [payment[name]["amount"] for name in ("captured", "refunded")]


def test_an_exchange_is_sent_and_what_it_costs_less_is_paid_back(shop: Shop) -> None:
    shirt, scarf = shop.product(price=1999, pieces=1), shop.product(price=1500, pieces=1)
    order = delivered(shop, shirt, 1)
    wanted = [{"variant": scarf, "quantity": 1}]
    back = shop.paid_back(shop.send_back(order, "1", 1, wanted="exchange", exchange=wanted))
    new = shop.decided(back["exchangeOrder"])

    assert (back["state"], back["refund"]["amount"], sums(shop, order)) == ("completed", 499, [1999, 499])
    assert (new["state"], new["totals"]["gross"]["amount"], new["exchangeOf"]["return"]) == ("confirmed", 0, back["id"])


def test_an_exchange_that_is_out_of_stock_ends_with_the_money_back(shop: Shop) -> None:
    shirt, scarf = shop.product(price=1999, pieces=1), shop.product(price=1500, pieces=0)
    order = delivered(shop, shirt, 1)
    wanted = [{"variant": scarf, "quantity": 1}]
    made = shop.send_back(order, "1", 1, wanted="exchange", exchange=wanted)
    back = eventually(lambda: (b := shop.paid_back(made))["attempt"] == 2 and b, within=WITHIN)

    assert (back["state"], back["refund"]["amount"], sums(shop, order)) == ("completed", 1999, [1999, 1999])
    assert back["exchangeFailure"]["failure"]["error"] == "OutOfStock"
    notes = [shop.get(f"/documents/{each}") for each in (back["creditNote"], back["exchangeFailure"]["creditNote"])]
    assert [note["totals"]["gross"]["amount"] for note in notes] == [499, 1500]


def test_a_refund_that_the_bank_declines_is_tried_again(shop: Shop) -> None:
    order = delivered(shop, shop.product(price=1000, pieces=3), 3, token="refund=decline,ok")
    back = shop.paid_back(shop.send_back(order, "1", 2))
    assert (back["state"], back["failure"]["error"], sums(shop, order)) == ("failed", "PaymentDeclined", [3000, 0])

    again = shop.paid_back(shop.post(f"/returns/{back['id']}/retry"))
    assert (again["state"], again["attempt"], sums(shop, order)) == ("completed", 2, [3000, 2000])
    assert again["creditNote"] == back["id"]


def test_pieces_that_come_back_one_by_one_are_paid_back_to_the_cent(shop: Shop) -> None:
    order = delivered(shop, shop.product(price=333, pieces=3), 3)
    refunds = [shop.paid_back(shop.send_back(order, "1", 1))["refund"]["amount"] for _ in range(3)]

    assert sum(refunds) == 999
    assert sums(shop, order) == [999, 999]
    assert shop.ask("GET", f"/orders/{order}/returnable").json()["lines"][0]["returnable"] == 0

"""One order from the shelf to the customer and back, as it runs on every engine."""

import pytest

from tests.e2e.people import WITHIN
from tests.e2e.shop import Shop
from tests.support.eventually import eventually
from tests.support.running import Running


@pytest.fixture(scope="module")
def shop(system: Running) -> Shop:
    """A tenant's own shop."""
    return Shop.opened(system.opened("orders"))


def test_an_order_is_placed_shipped_in_parts_and_sent_back_and_everything_adds_up(shop: Shop) -> None:
    variant = shop.product(price=1999, pieces=5)
    order = shop.decided(shop.place(shop.customer(), "ok", (variant, 3))["id"])["id"]
    first, rest = (shop.shipped(shop.dispatch(order, lines)) for lines in ([{"line": "1", "quantity": 1}], None))
    back = shop.paid_back(shop.send_back(order, "1", 2))

    assert [first["amount"]["amount"], rest["amount"]["amount"], back["refund"]["amount"]] == [1999, 3998, 3998]
    assert (first["state"], rest["state"], back["state"]) == ("shipped", "shipped", "completed")
    assert shop.get(f"/stock/{variant}")["available"] == 4


def test_its_documents_say_what_was_paid_and_what_was_paid_back(shop: Shop) -> None:
    variant = shop.product(price=333, pieces=2)
    order = shop.decided(shop.place(shop.customer(), "ok", (variant, 2))["id"])["id"]
    shop.shipped(shop.dispatch(order))
    shop.paid_back(shop.send_back(order, "1", 1))

    documents = shop.get(f"/orders/{order}/documents")["data"]
    told = sorted((each["kind"], each["totals"]["gross"]["amount"]) for each in documents)
    assert told == [("credit-note", 333), ("invoice", 666)]


def test_an_order_that_cannot_be_paid_for_is_undone_and_says_why(shop: Shop) -> None:
    variant = shop.product(price=1000, pieces=1)
    order = shop.decided(shop.place(shop.customer(), "declined", (variant, 1))["id"])

    assert (order["state"], order["failure"]) == ("failed", {"step": "Authorise", "error": "PaymentDeclined"})
    assert shop.get(f"/stock/{variant}")["available"] == 1


def test_a_confirmed_order_is_cancelled_and_its_pieces_are_free_again(shop: Shop) -> None:
    variant = shop.product(price=1000, pieces=2)
    order = shop.decided(shop.place(shop.customer(), "ok", (variant, 2))["id"])["id"]
    assert shop.cancel(order).status_code == 201

    assert eventually(lambda: shop.order(order)["state"] == "cancelled", within=WITHIN)
    assert shop.get(f"/stock/{variant}")["available"] == 2
    assert shop.get(f"/payments/{order}")["captured"]["amount"] == 0


def test_the_order_tells_what_its_saga_did_step_by_step_and_what_was_undone(shop: Shop) -> None:
    order = shop.place(shop.customer(), "declined", (shop.product(price=1000, pieces=1), 1))["id"]

    def undone() -> list[str]:
        steps = shop.get(f"/orders/{order}/saga")["data"]
        return [each["what"] for each in steps if each["compensation"]]

    eventually(lambda: {"StockReleased", "OrderFailed"} <= set(undone()), within=WITHIN)

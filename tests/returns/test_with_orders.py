"""Returns and orders together: what one tells, the other understands, and their figures agree to the cent."""

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.orders.conftest import SCOPES
from tests.orders.driving import cancelled
from tests.orders.machines import Machines
from tests.orders.making import in_words, of_stock
from tests.orders.returning import bought, invoiced
from tests.returns.conftest import Catalog
from tests.returns.orders import asking, inspected
from tests.returns.test_exchange_failing import completed, ended, exchanged
from tests.returns.test_saga import execution
from tests.support.answering import answering
from tests.support.asking import step, task
from tests.support.gateway import Browser
from tests.support.wire import Wire


@dataclass(frozen=True)
class Shop:
    """The desks of both, and what carries events between them."""

    wire: Wire
    orders: Browser
    returns: Browser

    def paid(self, order: dict[str, Any], *shipments: dict[str, int]) -> int:
        """What the invoices of some shipments come to, all of them told."""
        documents = [invoiced(self.orders, order, **lines) for lines in shipments]
        self.wire.carry()
        return sum(each["totals"]["gross"]["amount"] for each in documents)

    def back(self, order: dict[str, Any], quantity: int) -> int:
        """What is paid back for pieces of line 1, and credited in the same sum."""
        return self.settled(inspected(self.returns, order["id"], quantity))

    def settled(self, made: dict[str, Any], attempt: int = 1) -> int:
        """What an attempt of a return's saga pays back, and credits in the same sum."""
        said = step("return", execution(made["id"], attempt), "BeginReturn")
        done = task("returns", "BeginReturn", saga=said, **{"return": made["id"]})
        note = {"creditNote": done["settlement"], "lines": done["creditLines"], "amount": done["refund"]}
        task("orders", "IssueCreditNote", saga=said, order=made["order"], **note)
        document = self.orders.get(f"/documents/{done['settlement']}").json
        credited: int = document["totals"]["gross"]["amount"]
        assert credited == done["refund"]["amount"]
        return credited


@pytest.fixture
def shop(aws: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    with answering(Machines()) as machines:
        monkeypatch.setenv("AWS_ENDPOINT_URL_SFN", machines.url)
        wire = Wire("orders", "returns")
        orders, returns = (importlib.import_module(f"{name}.api").app for name in ("orders", "returns"))
        yield Shop(wire, Browser(orders, scopes=SCOPES), Browser(returns))


def test_all_that_was_shipped_is_paid_back_and_credited_to_the_cent(shop: Shop) -> None:
    order = bought(shop.orders, of_stock(3, 333))
    paid = shop.paid(order, {"l1": 1}, {"l1": 2})

    assert sum(shop.back(order, quantity) for quantity in (2, 1)) == paid == 1189


def test_what_was_cancelled_was_not_paid_and_is_not_paid_back(shop: Shop) -> None:
    order = bought(shop.orders, of_stock(3, 333))
    paid = shop.paid(order, {"l1": 1})
    cancelled(shop.orders, order, l1=1)
    paid += shop.paid(order, {"l1": 1})

    assert sum(shop.back(order, 1) for _ in range(2)) == paid


def test_the_order_counts_what_came_back(shop: Shop) -> None:
    order = bought(shop.orders, of_stock(3, 333))
    shop.paid(order, {"l1": 3})
    shop.back(order, 2)

    assert shop.orders.get(f"/orders/{order['id']}").json["lines"][0]["returned"] == 2


def test_a_charge_can_be_paid_back(shop: Shop) -> None:
    order = bought(shop.orders, in_words(amount=490))
    paid = shop.paid(order, {})
    assert shop.back(order, 1) == paid


def test_an_order_is_known_once_it_is_confirmed_and_can_be_returned_once_it_has_left(shop: Shop) -> None:
    order = bought(shop.orders, of_stock(3, 333))
    assert asking(shop.returns, order["id"]).status == 404
    shop.wire.carry()
    assert asking(shop.returns, order["id"]).json["code"] == "NotReturnable"
    assert shop.wire.failures("returns") == []


def test_the_order_shows_the_steps_of_the_return(shop: Shop) -> None:
    order = bought(shop.orders, of_stock(3, 333))
    shop.paid(order, {"l1": 3})
    shop.back(order, 1)
    shop.wire.carry()

    steps = [each["what"] for each in shop.orders.get(f"/orders/{order['id']}/saga?limit=200").json["data"]]
    assert {"ReturnRefunding", "CreditNoteIssued"} <= set(steps)


def test_an_exchange_that_failed_is_credited_in_two_notes_that_come_to_what_was_paid(
    shop: Shop, catalog: Catalog
) -> None:
    order = bought(shop.orders, of_stock(1, 1999, taxRate="0"))
    paid = shop.paid(order, {"l1": 1})
    made = exchanged(shop.returns, order["id"])
    first = shop.settled(made)
    new = completed(shop.returns, made)
    shop.wire.put("orders", ended(made, new))
    shop.wire.carry()
    second = shop.settled(made, attempt=2)

    assert (first, second, shop.wire.failures("returns")) == (paid - 1000, 1000, [])
    assert shop.orders.get(f"/orders/{order['id']}").json["lines"][0]["returned"] == 1

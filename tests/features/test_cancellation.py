"""The steps of cancellation.feature."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from tests.orders.conftest import SCOPES
from tests.orders.driving import Machine, ask, seen
from tests.orders.making import of_stock, path, placed
from tests.support import tables
from tests.support.gateway import Browser, Reply

scenarios("cancellation.feature")


@dataclass
class Desk:
    """Who talks to her, and what was said so far."""

    browser: Browser
    order: dict[str, Any] = field(default_factory=dict)
    machine: Machine = field(default_factory=lambda: Machine(""))
    replies: list[Reply] = field(default_factory=list)

    def cancel(self, quantity: int | None = None) -> None:
        body = {"lines": [{"line": "1", "quantity": quantity}]} if quantity else {}
        self.replies.append(self.browser.post(path(self.order, "cancellations"), body))


@pytest.fixture
def desk(aws: None) -> Desk:
    tables.create("orders")
    from orders.api import app  # noqa: PLC0415  needs the environment above

    return Desk(Browser(app, scopes=SCOPES))


@given("林小梅 placed an order for 3 packets of tea")
def _placed(desk: Desk) -> None:
    desk.order = placed(desk.browser, of_stock(3))
    desk.machine = Machine(desk.order["id"])


@given("the system goes on with the order")
@when("the system goes on with the order")
def _goes_on(desk: Desk) -> None:
    desk.machine.run()


@given(parsers.parse("{quantity:d} packets are packed"))
def _packed(desk: Desk, quantity: int) -> None:
    body = {"lines": [{"line": "1", "quantity": quantity}]}
    assert desk.browser.post(path(desk.order, "shipments"), body).status == 201


@given(parsers.parse("{quantity:d} packets are packed and handed over"))
def _handed_over(desk: Desk, quantity: int) -> None:
    _packed(desk, quantity)
    [shipment] = desk.browser.get(path(desk.order, "shipments")).json["data"]
    desk.browser.post(path(desk.order, "shipments", shipment["id"], "dispatch"))


@when("she cancels it")
def _cancels(desk: Desk) -> None:
    desk.cancel()


@when(parsers.parse("she cancels {quantity:d} packet"))
def _cancels_some(desk: Desk, quantity: int) -> None:
    desk.cancel(quantity)


@when(parsers.parse('she cancels it during the step "{step}"'))
def _cancels_during(desk: Desk, step: str) -> None:
    desk.machine.run(before={step: desk.cancel})


@when(parsers.parse('she cancels {quantity:d} packet during the step "{step}"'))
def _cancels_some_during(desk: Desk, quantity: int, step: str) -> None:
    desk.machine.run(before={step: lambda: desk.cancel(quantity)})


@when("the system carries the cancellation out")
def _carries_out(desk: Desk) -> None:
    for name in ("BeginCancellation", "EndCancellation"):
        ask(name, desk.order, "cancellation", desk.replies[-1].json)


@then(parsers.parse('the order is "{state}"'))
def _is(desk: Desk, state: str) -> None:
    assert seen(desk.browser, desk.order)["state"] == state


@then(parsers.parse('the cancellation is "{state}"'))
def _cancellation_is(desk: Desk, state: str) -> None:
    [found] = desk.browser.get(path(desk.order, "cancellations")).json["data"]
    assert found["state"] == state


@then("what was held and set aside was given back")
def _given_back(desk: Desk) -> None:
    assert desk.machine.taken[-4:] == ["BeginUndo", "Void", "Release", "EndUndo"]


@then(parsers.parse("{cancelled:d} packet is cancelled and {left:d} can be packed"))
def _rest(desk: Desk, cancelled: int, left: int) -> None:
    assert seen(desk.browser, desk.order)["lines"][0]["cancelled"] == cancelled
    _packed(desk, left)


@then("nothing will be captured")
def _nothing(desk: Desk) -> None:
    assert desk.replies[-1].json["amount"] == desk.order["totals"]["gross"]


@then(parsers.parse('she is told "{code}"'))
def _told(desk: Desk, code: str) -> None:
    assert desk.replies[-1].json["code"] == code

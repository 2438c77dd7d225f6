"""The steps of fulfilment.feature."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from tests.orders.conftest import SCOPES
from tests.orders.driving import ask, confirmed, seen
from tests.orders.machines import Machines
from tests.orders.making import in_words, of_stock, path, placed
from tests.support.answering import answering
from tests.support.gateway import Browser
from tests.support.wire import Wire

scenarios("fulfilment.feature")


@dataclass
class Shop:
    """The desk, and what happened so far."""

    desk: Browser
    wire: Wire
    order: dict[str, Any] = field(default_factory=dict)
    shipment: dict[str, Any] = field(default_factory=dict)
    asked_for: int = 0

    def pack(self, body: dict[str, Any]) -> Any:
        return self.desk.post(path(self.order, "shipments"), body)


@pytest.fixture
def shop(aws: None) -> Shop:
    wire = Wire("orders")
    from orders.api import app  # noqa: PLC0415  needs the environment above

    return Shop(Browser(app, scopes=SCOPES), wire)


@given("林小梅 ordered 3 packets of tea at 3.33 EUR, with 4.90 EUR for shipping")
def _ordered(shop: Shop) -> None:
    shop.order = placed(shop.desk, of_stock(3, 333), in_words(amount=490))


@given("the order was confirmed")
def _confirmed(shop: Shop) -> None:
    confirmed(shop.desk, shop.order)


@given("a tenant that looks at every order above 10 EUR")
def _careful(shop: Shop) -> None:
    shop.desk.put("/order-settings", {"risk": {"review": 10, "large": {"EUR": 1000}}})


@given("another order of 3 packets was confirmed")
def _another(shop: Shop) -> None:
    shop.order = confirmed(shop.desk, placed(shop.desk, of_stock(3, 400)))


@when(parsers.parse("{quantity:d} packets are packed"))
def _packed(shop: Shop, quantity: int) -> None:
    shop.shipment = shop.pack({"lines": [{"line": "1", "quantity": quantity}]}).json


@when("all of it is packed and handed over")
def _all(shop: Shop) -> None:
    shop.shipment = shop.pack({}).json
    _hand_over(shop)


@when(parsers.parse("{quantity:d} packets are packed and handed over"))
def _some(shop: Shop, quantity: int) -> None:
    _packed(shop, quantity)
    _hand_over(shop)


def _hand_over(shop: Shop) -> None:
    shop.desk.post(path(shop.order, "shipments", shop.shipment["id"], "dispatch"))
    ask("BeginShipment", shop.order, "shipment", shop.shipment)


@when("its money has come")
def _paid(shop: Shop) -> None:
    shop.asked_for += shop.shipment["amount"]["amount"]
    ask("EndShipment", shop.order, "shipment", shop.shipment)


@when(parsers.parse('its money is refused because of "{error}"'))
def _refused(shop: Shop, error: str) -> None:
    ask("FailShipment", shop.order, "shipment", shop.shipment, error=error)


@when("the parcel arrives")
def _arrives(shop: Shop) -> None:
    shop.desk.post(path(shop.order, "shipments", shop.shipment["id"], "delivery"))


@when("an administrator takes the risk")
def _cleared(shop: Shop) -> None:
    assert shop.desk.post(path(shop.order, "risk-clearance")).status == 200


@then(parsers.parse('the order is "{state}"'))
def _is(shop: Shop, state: str) -> None:
    assert seen(shop.desk, shop.order)["state"] == state


@then(parsers.parse('the order is "{state}", and "{part}" of it has left'))
def _partly(shop: Shop, state: str, part: str) -> None:
    order = seen(shop.desk, shop.order)
    assert (order["state"], order["fulfilment"]) == (state, part)


@then(parsers.parse("{major:d}.{minor:d} EUR were asked for in all"))
def _asked_for(shop: Shop, major: int, minor: int) -> None:
    assert shop.asked_for == 100 * major + minor == shop.order["totals"]["gross"]["amount"]


@then(parsers.parse('it says that "{step}" failed because of "{error}"'))
def _says(shop: Shop, step: str, error: str) -> None:
    assert seen(shop.desk, shop.order)["failure"] == {"step": step, "error": error}


@then(parsers.parse("{quantity:d} packets can be packed again"))
def _again(shop: Shop, quantity: int) -> None:
    assert shop.pack({"lines": [{"line": "1", "quantity": quantity}]}).status == 201


@then(parsers.parse('packing {quantity:d} more is refused because of "{code}"'))
def _not_packed(shop: Shop, quantity: int, code: str) -> None:
    assert shop.pack({"lines": [{"line": "1", "quantity": quantity}]}).json["code"] == code


@then("the story of its sagas is")
def _story(shop: Shop, datatable: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(Machines()) as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL_SFN", server.url)
        shop.wire.carry()
    told = shop.desk.get(path(shop.order, "saga")).json["data"]
    assert [[each["step"], each["what"]] for each in told] == datatable

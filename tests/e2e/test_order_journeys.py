"""The steps of order_journeys.feature, on a running system."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from tests.e2e.people import WITHIN
from tests.e2e.shop import Shop
from tests.support.eventually import eventually
from tests.support.running import Running

scenarios("../features/order_journeys.feature")
TOKENS = {
    "card is refused": "declined",
    "bank answers only when it is asked again": "authorise=timeout-after,ok",
    "bank refuses the first charge": "capture=decline,ok",
}


@dataclass
class Journey:
    """One customer's order, and what came of it so far."""

    shop: Shop
    variant: str = ""
    order: str = ""
    shipments: list[dict[str, Any]] = field(default_factory=list)
    back: dict[str, Any] = field(default_factory=dict)

    def buys(self, number: int, token: str) -> None:
        self.order = self.shop.place(self.shop.customer(), token, (self.variant, number))["id"]

    def ships(self, *lines: dict[str, Any]) -> None:
        self.shipments.append(self.shop.shipped(self.shop.dispatch(self.order, list(lines) or None)))

    def amounts(self, kind: str) -> list[int]:
        documents = self.shop.get(f"/orders/{self.order}/documents")["data"]
        return sorted(each["totals"]["gross"]["amount"] for each in documents if each["kind"] == kind)

    def left(self) -> int:
        return int(self.shop.get(f"/stock/{self.variant}")["available"])

    def money(self) -> dict[str, int]:
        payment = self.shop.get(f"/payments/{self.order}")
        names = ("authorised", "captured", "reduced", "refunded")
        return {name: payment[name]["amount"] for name in names if payment[name]}


@pytest.fixture(scope="module")
def shop(system: Running) -> Shop:
    return Shop.opened(system.opened("journeys"))


@pytest.fixture
def journey(shop: Shop) -> Journey:
    return Journey(shop)


def cents(text: str) -> int:
    return round(float(text) * 100)


@given(parsers.parse("there are {number:d} tins of Oolong 乌龙茶 on the shelf, for {price} EUR each"))
def shelf(journey: Journey, number: int, price: str) -> None:
    journey.variant = journey.shop.product(cents(price), number)


@when(parsers.re(r"a customer orders (?P<number>\d) tins?"), converters={"number": int})
def buys(journey: Journey, number: int) -> None:
    journey.buys(number, "ok")


@when(parsers.re(r"a customer whose (?P<trouble>.+) orders (?P<number>\d) tins?"), converters={"number": int})
def buys_in_trouble(journey: Journey, trouble: str, number: int) -> None:
    journey.buys(number, TOKENS[trouble])


@when(parsers.parse("the customer cancels {number:d} tins"))
def cancels(journey: Journey, number: int) -> None:
    assert journey.shop.cancel(journey.order, [{"line": "1", "quantity": number}]).status_code == 201


@when("the shop ships 1 tin, and later the rest")
def ships_in_parts(journey: Journey) -> None:
    journey.ships({"line": "1", "quantity": 1})
    journey.ships()


@when("the shop ships the rest")
def ships(journey: Journey) -> None:
    journey.ships()


@when("the customer sends 1 tin back")
def sends_back(journey: Journey) -> None:
    journey.back = journey.shop.paid_back(journey.shop.send_back(journey.order, "1", 1))


@when(parsers.parse("the order is confirmed, and {number:d} tins are left for others"))
@then(parsers.parse("the order is confirmed, and {number:d} tins are left for others"))
def confirmed(journey: Journey, number: int) -> None:
    assert journey.shop.decided(journey.order)["state"] == "confirmed"
    assert journey.left() == number


@then(parsers.parse('the order has failed, because of "{error}", and nothing is charged'))
def failed(journey: Journey, error: str) -> None:
    order = journey.shop.decided(journey.order)

    assert (order["state"], order["failure"]["error"]) == ("failed", error)
    assert journey.shop.ask("GET", f"/payments/{journey.order}").status_code == 404 or journey.money()["captured"] == 0


@then(parsers.parse("{number:d} tins are left for others"))
def are_left(journey: Journey, number: int) -> None:
    eventually(lambda: journey.left() == number, within=WITHIN)


@then(parsers.parse("{amount} EUR are set aside once, not twice"))
def set_aside(journey: Journey, amount: str) -> None:
    moves = journey.shop.get(f"/payments/{journey.order}/moves")["data"]

    assert [each["amount"]["amount"] for each in moves if each["operation"] == "authorise"] == [cents(amount)]


@then(parsers.parse("{first} EUR and {second} EUR are charged, each with an invoice"))
def charged(journey: Journey, first: str, second: str) -> None:
    expected = [cents(first), cents(second)]

    assert [each["amount"]["amount"] for each in journey.shipments] == expected == journey.amounts("invoice")
    assert journey.money()["captured"] == sum(expected)


@then(parsers.parse("{amount} EUR are charged, and nothing more will ever be"))
def charged_for_good(journey: Journey, amount: str) -> None:
    money = journey.money()

    assert money["captured"] == cents(amount) == money["authorised"] - money["reduced"]
    assert journey.amounts("invoice") == [cents(amount)]


@then(parsers.parse("{amount} EUR are paid back with a credit note, and {number:d} tins are left for others"))
def paid_back(journey: Journey, amount: str, number: int) -> None:
    assert journey.back["state"] == "completed"
    assert journey.amounts("credit-note") == [cents(amount)] == [journey.money()["refunded"]]
    assert journey.left() == number


@then(parsers.parse('the parcel does not leave, and the order says "{error}"'))
def stays(journey: Journey, error: str) -> None:
    assert journey.shipments[-1]["state"] == "failed"
    assert journey.shop.order(journey.order)["failure"]["error"] == error

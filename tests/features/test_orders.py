"""The steps of orders.feature."""

from functools import partial
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from tests.orders.driving import ask, dispatched
from tests.orders.making import PAID, drafted, eur, in_words, of_stock, path, placed, totals
from tests.orders.returning import bought, credited, document, invoiced, until_done
from tests.support import tables
from tests.support.at_once import at_once
from tests.support.gateway import Browser

scenarios("orders.feature")
SCOPES = "orders:read orders:write orders:price orders:fulfil"


@pytest.fixture
def desk(aws: None) -> Browser:
    tables.create("orders")
    from orders.api import app  # noqa: PLC0415  needs the environment above

    return Browser(app, scopes=SCOPES)


@pytest.fixture
def told() -> dict[str, Any]:
    """What the desk knows and was answered so far."""
    return {"invoices": []}


def cents(text: str) -> int:
    return int(text.replace(".", ""))


@given(parsers.parse('a draft of {count:d} "{name}" for {price} each with {percent} % off, and shipping for 4.90'))
def _drafted(desk: Browser, told: dict[str, Any], count: int, name: str, price: str, percent: str) -> None:
    tea = of_stock(count, cents(price), name=name, discount={"percent": percent})
    told["order"] = drafted(desk, tea, in_words(amount=490))


@given(parsers.parse('a draft of {count:d} "{name}" for {price:d} yen each'))
def _drafted_in_yen(desk: Browser, told: dict[str, Any], count: int, name: str, price: int) -> None:
    yen = {"amount": price, "currency": "JPY"}
    told["order"] = drafted(desk, of_stock(count, name=name, unitPrice=yen), currency="JPY")


@given("a placed order")
def _placed(desk: Browser, told: dict[str, Any]) -> None:
    told["order"] = placed(desk)


@given(parsers.parse('a confirmed order of {count:d} "{name}" for {price} each'))
def _bought(desk: Browser, told: dict[str, Any], count: int, name: str, price: str) -> None:
    told["order"] = bought(desk, of_stock(count, cents(price), name=name))


@when(parsers.parse("{percent} % are taken off everything"))
def _taken_off(desk: Browser, told: dict[str, Any], percent: str) -> None:
    told["order"] = desk.patch(path(told["order"]), {"discount": {"percent": percent}}).json


@when("it is placed, and the seller changes the prices of the draft")
def _changed_too_late(desk: Browser, told: dict[str, Any]) -> None:
    told["order"] = desk.post(path(told["order"], "placement"), {"payment": PAID}).json
    told["reply"] = desk.patch(path(told["order"]), {"lines": [in_words(amount=1)]})


@when(parsers.parse('somebody pays with "{token}"'))
def _pays(desk: Browser, told: dict[str, Any], token: str) -> None:
    payment = {"payment": {"provider": "sandbox", "token": token}}
    told["reply"] = desk.post(path(told["order"], "placement"), payment)


@when("somebody reads its number with one wrong sign")
def _misread(desk: Browser, told: dict[str, Any]) -> None:
    number = told["order"]["number"]
    wrong = number[:-2] + ("7" if number[-2] != "7" else "8") + number[-1]
    told["reply"] = desk.get(f"/orders?number={wrong}")


@when("the pieces are shipped one by one")
def _part_by_part(desk: Browser, told: dict[str, Any]) -> None:
    told["invoices"] = [invoiced(desk, told["order"], l1=1) for _ in range(told["order"]["lines"][0]["quantity"])]


@when(parsers.parse("{count:d} shipments are invoiced at the same moment"))
def _at_once(desk: Browser, told: dict[str, Any], count: int) -> None:
    order = told["order"]
    shipments = [dispatched(desk, order, l1=1) for _ in range(count)]
    asks = [partial(ask, "IssueInvoice", order, "shipment", each) for each in shipments]
    told["invoices"] = at_once([partial(until_done, each) for each in asks])


@when(parsers.parse("one piece comes back, of which {amount} are given back"))
def _came_back(desk: Browser, told: dict[str, Any], amount: str) -> None:
    told["note"] = document(desk, credited(told["order"], l1=(1, cents(amount)))["document"])


@then(parsers.parse("it comes to {net} net, {tax} tax and {gross} in all"))
@then(parsers.parse("it still comes to {net} net, {tax} tax and {gross} in all"))
def _comes_to(desk: Browser, told: dict[str, Any], net: str, tax: str, gross: str) -> None:
    wanted = tuple(cents(each.removesuffix(" yen")) for each in (net, tax, gross))
    assert totals(desk.get(path(told["order"])).json) == wanted


@then(parsers.parse('that is refused because "{code}"'))
def _refused(told: dict[str, Any], code: str) -> None:
    assert told["reply"].json["code"] == code


@then("it is told that the number is wrong, and not that there is no order")
def _told_wrong(told: dict[str, Any]) -> None:
    assert (told["reply"].status, told["reply"].json["code"]) == (400, "BadParameter")


@then(parsers.parse("there are {count:d} invoices, and together they come to the order"))
def _sum(told: dict[str, Any], count: int) -> None:
    assert len(told["invoices"]) == count
    assert tuple(map(sum, zip(*map(totals, told["invoices"]), strict=True))) == totals(told["order"])


@then(parsers.parse("the invoices are numbered from 1 to {count:d}, in their series"))
def _numbered(desk: Browser, told: dict[str, Any], count: int) -> None:
    series = told["invoices"][0]["number"][:6]
    listed = [each["number"] for each in desk.get(f"/documents?series={series}").json["data"]]
    assert listed == [f"{series}-{each:06}" for each in range(1, count + 1)]
    assert sorted(each["number"] for each in told["invoices"]) == listed


@then(parsers.parse("there is a credit note of {amount} with the number after the invoices"))
def _credit_note(told: dict[str, Any], amount: str) -> None:
    assert told["note"]["totals"]["gross"] == eur(cents(amount))
    assert told["note"]["number"][-6:] == f"{len(told['invoices']) + 1:06}"


@then("the invoices are as they were")
def _as_they_were(desk: Browser, told: dict[str, Any]) -> None:
    assert [document(desk, each["id"]) for each in told["invoices"]] == told["invoices"]

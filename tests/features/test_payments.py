"""The steps of payments.feature."""

import importlib
import os
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import boto3
import pytest
from freezegun import freeze_time
from pytest_bdd import given, parsers, scenarios, then, when

from onestop import clock
from onestop.errors import OneStopError, OutcomeUnknown, WrongState
from tests.payments.desk import Desk
from tests.support import tables

scenarios("payments.feature")
MOODS = {"whose answer to an authorisation is lost": "authorise=timeout-after",
         "who takes his time with an authorisation": "authorise=late"}  # fmt: skip


@pytest.fixture
def desk(aws: None) -> Desk:
    tables.create("payments")
    return Desk(importlib.import_module("payments.api").app)


@pytest.fixture
def later() -> Iterator[Any]:
    with freeze_time("2026-11-22T10:00:00Z") as time:
        yield time


def cents(text: str) -> int:
    return int(Decimal(text) * 100)


@given(parsers.parse("an order over {amount} EUR whose payment is authorised"), target_fixture="order")
def _authorised(later: Any, desk: Desk, amount: str) -> str:
    return desk.authorise(cents(amount))


@given(parsers.parse("an order over {amount} EUR at a provider {mood}"), target_fixture="order")
def _moody(later: Any, desk: Desk, amount: str, mood: str) -> str:
    order = clock.new_id()
    with pytest.raises(OutcomeUnknown):
        desk.authorise(cents(amount), MOODS[mood], order)
    return order


@given("the provider has lost it from its books")
def _lost() -> None:
    books = boto3.resource("dynamodb").Table(os.environ["SANDBOX_TABLE"])
    [entry] = [each for each in books.scan()["Items"] if each["sk"] == "operation"]
    books.delete_item(Key={"pk": entry["pk"], "sk": "operation"})


@when(parsers.parse("shipments over {one} EUR and {other} EUR leave"))
def _ship(desk: Desk, order: str, one: str, other: str) -> None:
    for amount in (one, other):
        desk.capture(order, cents(amount))


@when("the order's saga asks a second time")
def _again(desk: Desk, order: str) -> None:
    desk.authorise(order=order)


@when("the order is undone")
def _undone(desk: Desk, order: str) -> None:
    desk.task("Void", payment=order)


@when("nobody asks any more and two minutes pass")
def _pass(desk: Desk, later: Any) -> None:
    later.tick(121)
    desk.clock()


@when(parsers.parse('somebody wants to pay with the card "{card}"'), target_fixture="refusal")
def _card(desk: Desk, card: str) -> OneStopError | None:
    with pytest.raises(OneStopError) as refusal:
        desk.authorise(token=card)
    return refusal.value


@when("the day is compared")
def _compare(desk: Desk) -> None:
    assert desk.post("/reconciliations", {"day": clock.timestamp()[:10]}).status == 201


@then(parsers.parse('the provider has taken {amount} EUR and the payment is "{state}"'))
def _taken(desk: Desk, order: str, amount: str, state: str) -> None:
    taken = sum(each for what, each in desk.books() if what == "capture")
    assert (taken, desk.payment(order)["state"]) == (cents(amount), state)


@then(parsers.parse('the payment is "{state}", and the provider has set {amount} EUR aside once'))
def _once(desk: Desk, order: str, state: str, amount: str) -> None:
    assert (desk.payment(order)["state"], desk.books()) == (state, [("authorise", cents(amount))])


@then(parsers.parse('the payment is "{state}", and whoever comes to authorise it later is refused'))
def _refused(desk: Desk, order: str, state: str) -> None:
    assert desk.payment(order)["state"] == state
    with pytest.raises(WrongState):
        desk.authorise(order=order)


@then(parsers.parse('it is refused because "{code}", and nothing is stored'))
def _nothing(desk: Desk, refusal: OneStopError, code: str) -> None:
    assert (refusal.code, desk.get("/payments").json["data"]) == (code, [])


@then(parsers.parse('a difference is found that is called "{what}"'))
def _named(desk: Desk, what: str) -> None:
    assert [each["what"] for each in desk.get("/differences").json["data"]] == [what]

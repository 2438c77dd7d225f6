"""Placing: the moment from which an order is frozen and carried out."""

from typing import Any

import pytest

from onestop import tables
from onestop.errors import TryAgain
from onestop.numbers import checked
from tests.orders.making import PAID, asked, drafted, eur, in_words, path, placed
from tests.support.gateway import Browser
from tests.support.wire import Wire


def test_a_draft_that_is_placed_gets_a_number_and_keeps_its_prices(desk: Browser) -> None:
    draft = drafted(desk, in_words(amount=1000))
    order = desk.post(path(draft, "placement"), {"payment": PAID}).json

    assert (order["state"], order["payment"], order["version"]) == ("placed", PAID, 2)
    assert (checked(order["number"]), order["lines"], order["totals"]) == (
        order["number"], draft["lines"], draft["totals"])  # fmt: skip


def test_an_order_may_be_placed_at_once(desk: Browser) -> None:
    order = placed(desk)
    assert (order["state"], order["version"], order["placedAt"] >= order["createdAt"]) == ("placed", 1, True)


def test_a_draft_may_say_beforehand_how_it_is_paid(desk: Browser) -> None:
    draft = drafted(desk, payment=PAID)
    assert desk.post(path(draft, "placement"), {}).json["payment"] == PAID


@pytest.mark.parametrize("place", [True, False])
def test_what_costs_something_needs_a_payment(desk: Browser, place: bool) -> None:
    body = asked(place=place)
    reply = desk.post("/orders", body) if place else desk.post(path(drafted(desk), "placement"), {})

    assert (reply.status, reply.json["errors"][0]["pointer"]) == (422, "/payment")


def test_what_costs_nothing_needs_none(desk: Browser) -> None:
    draft = drafted(desk, in_words(amount=500), discount={"percent": "100"})
    assert desk.post(path(draft, "placement"), {}).json["totals"]["gross"] == eur(0)


def test_an_order_is_placed_once(desk: Browser) -> None:
    order = placed(desk)
    again = desk.post(path(order, "placement"), {"payment": PAID})

    assert (again.status, again.json["code"], again.json["state"]) == (409, "WrongState", "placed")


def test_the_same_request_again_gets_the_same_answer(desk: Browser) -> None:
    draft = drafted(desk)
    replies = [desk.post(path(draft, "placement"), {"payment": PAID}, idempotency_key="k") for _ in range(3)]

    assert [reply.json for reply in replies] == [replies[0].json] * 3
    assert replies[1].headers["Idempotency-Replayed"] == "true"


def test_placing_is_told_once(wired: Browser, wire: Wire) -> None:
    placed(wired)
    order = drafted(wired)
    wired.post(path(order, "placement"), {"payment": PAID})
    wire.publish()

    assert [each["type"] for each in wire.envelopes] == ["OrderPlaced", "OrderDrafted", "OrderPlaced"]


@pytest.mark.parametrize("token", ["4111111111111111", "378282246310005", "card 6011 1111 1111 1117"])
def test_card_data_is_refused_wherever_payment_is_named_and_nothing_is_stored(desk: Browser, token: str) -> None:
    draft, payment = drafted(desk), {"payment": {"provider": "sandbox", "token": token}}
    replies = [desk.post("/orders", asked(**payment)), desk.patch(path(draft), payment),
               desk.post(path(draft, "placement"), payment)]  # fmt: skip

    assert [(reply.status, reply.json["code"]) for reply in replies] == [(422, "CardDataRefused")] * 3
    assert all(token not in reply.text for reply in replies)
    assert desk.get("/orders").json["data"] == [draft]


def test_a_number_that_is_taken_is_not_given_twice(desk: Browser, table: Any) -> None:
    order = placed(desk)
    guards = [each for each in table.scan()["Items"] if each.get("order") == order["id"] and "number" in each["pk"]]

    assert [guard["pk"].split("#")[-1] for guard in guards] == [order["number"]]
    assert desk.get(f"/orders?number={order['number']}").json["data"] == [order]


def test_who_meets_a_number_that_is_taken_may_try_again(desk: Browser) -> None:
    from orders import table  # noqa: PLC0415  needs the environment of the tests
    from orders.service.placing import claims_number  # noqa: PLC0415

    order = placed(desk)
    other = table.Order(id=drafted(desk)["id"], number=order["number"])
    with pytest.raises(TryAgain):
        tables.write(claims_number(desk.tenant, other))

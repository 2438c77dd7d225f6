"""Shipments: whole or in parts, paid when they leave."""

import pytest

from onestop.errors import NotFound, WrongState
from tests.orders.driving import ask, cancelled, confirmed, dispatched, packed, seen, shipped
from tests.orders.making import in_words, of_stock, path, placed
from tests.support.asking import step, task
from tests.support.gateway import OTHER_TENANT, Browser


def test_an_order_goes_out_in_parts_and_each_part_costs_its_share(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3, 333), in_words(amount=490)))
    first, second = shipped(desk, order, l1=2), shipped(desk, order)

    assert [each["line"] for each in first["lines"]] == ["1", "2"]
    total = order["totals"]["gross"]["amount"]
    assert first["amount"]["amount"] + second["amount"]["amount"] == total
    assert seen(desk, order)["state"] == "shipped"


def test_the_order_shows_how_far_it_is(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3)))
    shipped(desk, order, l1=1)
    assert state(desk, order) == ("confirmed", "partial")
    second = packed(desk, order)
    assert state(desk, order) == ("packed", "partial")
    send(desk, order, second)
    assert state(desk, order) == ("shipped", "complete")


def test_it_is_delivered_when_all_of_it_has_arrived(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(2)))
    first, second = shipped(desk, order, l1=1), shipped(desk, order)
    deliver = [desk.post(path(order, "shipments", each["id"], "delivery")) for each in (first, second)]

    assert [reply.json["state"] for reply in deliver] == ["delivered", "delivered"]
    assert (seen(desk, order)["state"], seen(desk, order)["lines"][0]["delivered"]) == ("delivered", 2)


def test_the_saga_is_told_what_to_capture_and_which_pieces_leave(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3)))
    shipment = dispatched(desk, order, l1=2)

    said = ask("BeginShipment", order, "shipment", shipment)
    assert (said["payment"], said["reservation"], said["amount"]) == (order["id"], order["id"], shipment["amount"])
    assert said["lines"] == [{"line": "1", "quantity": 2}]


def test_a_declined_capture_gives_the_pieces_back_and_says_why(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3)))
    shipment = dispatched(desk, order)
    ask("BeginShipment", order, "shipment", shipment)
    ask("FailShipment", order, "shipment", shipment, error="PaymentDeclined")

    after = seen(desk, order)
    assert (after["state"], after["failure"]) == ("confirmed", {"step": "Capture", "error": "PaymentDeclined"})
    assert desk.get(path(order, "shipments", shipment["id"])).json["state"] == "failed"
    again = shipped(desk, order)
    assert (again["amount"], seen(desk, order)["failure"]) == (order["totals"]["gross"], None)


def test_every_step_may_come_twice(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3)))
    shipment = dispatched(desk, order, l1=1)
    for name in ("BeginShipment", "BeginShipment", "EndShipment", "EndShipment", "BeginShipment"):
        ask(name, order, "shipment", shipment)

    assert seen(desk, order)["lines"][0]["shipped"] == 1


def test_a_failure_that_is_told_twice_gives_the_pieces_back_once(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3)))
    shipment = dispatched(desk, order, l1=2)
    for _ in range(2):
        ask("FailShipment", order, "shipment", shipment, error="PaymentDeclined")

    assert seen(desk, order)["lines"][0]["packed"] == 0


@pytest.mark.parametrize(("first", "then"), [("EndShipment", "FailShipment"), ("FailShipment", "EndShipment"),
                                             ("FailShipment", "BeginShipment")])  # fmt: skip
def test_what_comes_late_after_the_end_is_refused(desk: Browser, first: str, then: str) -> None:
    order = confirmed(desk, placed(desk, of_stock(3)))
    shipment, why = dispatched(desk, order), {"error": "PaymentDeclined"}
    ask(first, order, "shipment", shipment, **(why if first == "FailShipment" else {}))

    with pytest.raises(WrongState):
        ask(then, order, "shipment", shipment, **(why if then == "FailShipment" else {}))


def test_what_is_only_packed_is_not_begun(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3)))

    with pytest.raises(WrongState):
        ask("BeginShipment", order, "shipment", packed(desk, order))


def test_only_a_packed_shipment_is_dispatched_and_only_a_shipped_one_delivered(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3)))
    shipment = packed(desk, order)
    place = path(order, "shipments", shipment["id"])

    assert desk.post(place + "/delivery").json["code"] == "WrongState"
    assert [desk.post(place + "/dispatch").status for _ in range(2)] == [200, 409]


def test_a_shipment_is_unpacked_before_it_is_dispatched(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3)))
    one, two = packed(desk, order, l1=1), dispatched(desk, order, l1=1)

    assert desk.delete(path(order, "shipments", one["id"]), if_match='"1"').status == 204
    assert desk.delete(path(order, "shipments", two["id"])).json["code"] == "WrongState"
    assert seen(desk, order)["lines"][0]["packed"] == 1


def test_no_more_is_packed_than_there_is(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3)))
    packed(desk, order, l1=2)
    refused = desk.post(path(order, "shipments"), {"lines": [{"line": "1", "quantity": 2}]})

    assert (refused.status, refused.json["code"], refused.json["free"]) == (409, "NotShippable", {"1": 1})


@pytest.mark.parametrize("lines", [[{"line": "7", "quantity": 1}], [{"line": "1", "quantity": 1}] * 2, [], "all",
                                   [{"line": "1", "quantity": 0}]], ids=str)  # fmt: skip
def test_lines_that_there_are_not_are_refused(desk: Browser, lines: object) -> None:
    order = confirmed(desk, placed(desk, of_stock(3)))

    assert desk.post(path(order, "shipments"), {"lines": lines}).status == 422


def test_what_is_not_confirmed_is_not_packed(desk: Browser) -> None:
    order = placed(desk, of_stock(3))

    assert desk.post(path(order, "shipments"), {}).json["code"] == "WrongState"


def test_what_has_gone_is_not_packed_again(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3)))
    shipped(desk, order)

    assert desk.post(path(order, "shipments"), {}).json["code"] == "NotShippable"


def test_the_rest_goes_out_after_a_part_was_cancelled(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3, 333)))
    cancellation = cancelled(desk, order, l1=1)
    shipment = shipped(desk, order)

    assert cancellation["amount"]["amount"] + shipment["amount"]["amount"] == order["totals"]["gross"]["amount"]
    assert state(desk, order) == ("shipped", "complete")


def test_a_repeated_request_packs_once(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3)))
    one, two = (desk.post(path(order, "shipments"), {}, idempotency_key="k1") for _ in range(2))

    assert (one.json, two.headers["Idempotency-Replayed"]) == (two.json, "true")
    assert len(desk.get(path(order, "shipments")).json["data"]) == 1


def test_nobody_else_s_shipment_is_touched(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3)))
    shipment = dispatched(desk, order)
    by = step("shipment", shipment["id"], "EndShipment")

    with pytest.raises(NotFound):
        task("orders", "EndShipment", tenant=OTHER_TENANT, saga=by, order=order["id"], shipment=shipment["id"])


def send(desk: Browser, order: dict[str, object], shipment: dict[str, object]) -> None:
    desk.post(path(order, "shipments", str(shipment["id"]), "dispatch"))
    for name in ("BeginShipment", "EndShipment"):
        ask(name, order, "shipment", shipment)


def state(desk: Browser, order: dict[str, object]) -> tuple[str, str]:
    found = seen(desk, order)
    return found["state"], found["fulfilment"]

"""Cancelling what was confirmed, what is packed, and what was never placed."""

import pytest

from onestop.errors import NotFound, WrongState
from tests.orders.driving import ask, cancelled, confirmed, dispatched, packed, seen, shipped
from tests.orders.making import drafted, eur, in_words, of_stock, path, placed
from tests.support.asking import step, task
from tests.support.gateway import OTHER_TENANT, Browser


def test_a_confirmed_order_is_cancelled_by_a_saga_of_its_own(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3), in_words()))
    cancellation = cancelled(desk, order)

    assert cancellation["amount"] == order["totals"]["gross"]
    after = seen(desk, order)
    assert (after["state"], [line["cancelled"] for line in after["lines"]]) == ("cancelled", [3, 1])


def test_it_is_not_cancelled_before_its_saga_is_over(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3)))
    reply = desk.post(path(order, "cancellations"), {"reason": "不要了"})

    assert (reply.json["state"], reply.json["reason"]) == ("requested", "不要了")
    assert seen(desk, order)["state"] == "confirmed"
    assert desk.post(path(order, "shipments"), {}).json["code"] == "NotShippable"


def test_the_saga_is_told_what_not_to_capture_and_which_pieces_go_back(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3, 100)))
    cancellation = desk.post(path(order, "cancellations"), {"lines": [{"line": "1", "quantity": 2}]}).json

    said = ask("BeginCancellation", order, "cancellation", cancellation)
    assert (said["amount"], said["lines"]) == (eur(238), [{"line": "1", "quantity": 2}])
    assert (said["payment"], said["reservation"]) == (order["id"], order["id"])


def test_a_part_is_cancelled_and_the_rest_stands(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3), in_words()))
    cancelled(desk, order, l1=2)

    after = seen(desk, order)
    assert (after["state"], [line["cancelled"] for line in after["lines"]]) == ("confirmed", [2, 0])


def test_shipping_costs_go_with_the_last_goods(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3), in_words()))
    cancelled(desk, order, l1=2)
    cancelled(desk, order, l1=1)

    assert seen(desk, order)["state"] == "cancelled"


def test_what_is_left_of_a_partly_shipped_order_is_cancelled_and_it_counts_as_shipped(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3), in_words()))
    shipment, cancellation = shipped(desk, order, l1=1), cancelled(desk, order)

    assert shipment["amount"]["amount"] + cancellation["amount"]["amount"] == order["totals"]["gross"]["amount"]
    assert seen(desk, order)["state"] == "shipped"


def test_what_is_packed_is_unpacked_to_be_cancelled(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3)))
    packed(desk, order, l1=2)
    cancelled(desk, order)

    assert shipments(desk, order) == ["unpacked"]
    assert seen(desk, order)["state"] == "cancelled"


def test_for_a_part_no_more_is_unpacked_than_it_needs(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(5)))
    for _ in range(2):
        packed(desk, order, l1=2)
    cancelled(desk, order, l1=2)

    assert shipments(desk, order) == ["packed", "unpacked"]
    line = seen(desk, order)["lines"][0]
    assert (line["packed"], line["cancelled"]) == (2, 2)


def test_what_is_dispatched_or_has_left_is_not_cancelled(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3)))
    shipped(desk, order, l1=1)
    dispatched(desk, order)
    refused = desk.post(path(order, "cancellations"), {"lines": [{"line": "1", "quantity": 1}]})

    assert (refused.status, refused.json["code"], refused.json["free"]) == (409, "NotShippable", {"1": 0})
    assert desk.post(path(order, "cancellations"), {}).json["code"] == "NotShippable"


def test_a_draft_is_cancelled_at_once(desk: Browser) -> None:
    order = drafted(desk)
    reply = desk.post(path(order, "cancellations"), {})

    assert (reply.json["state"], seen(desk, order)["state"]) == ("done", "cancelled")


@pytest.mark.parametrize("lines", [1, 3])
def test_while_all_of_it_is_to_be_cancelled_nothing_more_is(desk: Browser, lines: int) -> None:
    order = placed(desk, of_stock(3))
    desk.post(path(order, "cancellations"), {})

    assert again(desk, order, lines) == "WrongState"


def test_an_order_that_is_over_is_not_cancelled(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3)))
    cancelled(desk, order)

    assert again(desk, order, 1) == "WrongState"


def test_every_step_may_come_twice(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3)))
    cancellation = cancelled(desk, order, l1=1)
    version = seen(desk, order)["version"]
    for name in ("EndCancellation", "BeginCancellation", "EndCancellation"):
        ask(name, order, "cancellation", cancellation)

    assert seen(desk, order)["version"] == version


def test_one_that_waits_is_not_begun(desk: Browser) -> None:
    order = placed(desk, of_stock(3))
    cancellation = desk.post(path(order, "cancellations"), {}).json

    with pytest.raises(WrongState):
        ask("BeginCancellation", order, "cancellation", cancellation)


def test_a_repeated_request_cancels_once(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3)))
    body = {"lines": [{"line": "1", "quantity": 1}]}
    one, two = (desk.post(path(order, "cancellations"), body, idempotency_key="k1") for _ in range(2))

    assert one.json == two.json
    assert seen(desk, order)["lines"][0]["cancelled"] == 1


def test_nobody_else_s_cancellation_is_touched(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3)))
    made = desk.post(path(order, "cancellations"), {}).json
    by = step("cancellation", made["id"], "EndCancellation")

    with pytest.raises(NotFound):
        task("orders", "EndCancellation", tenant=OTHER_TENANT, saga=by, order=order["id"], cancellation=made["id"])


def again(desk: Browser, order: dict[str, object], pieces: int) -> str:
    body = {"lines": [{"line": "1", "quantity": pieces}]}
    return str(desk.post(path(order, "cancellations"), body).json["code"])


def shipments(desk: Browser, order: dict[str, object]) -> list[str]:
    return [each["state"] for each in desk.get(path(order, "shipments")).json["data"]]

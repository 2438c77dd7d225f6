"""The saga of an order: confirmed, or undone; cancelled at any moment; every step as often as it comes."""

from typing import Any

import pytest

from onestop.errors import Invalid, NotFound, OrderCancelled, WrongState
from tests.orders.driving import FORWARD, Machine, confirmed, seen
from tests.orders.making import drafted, of_stock, path, placed
from tests.support.asking import task
from tests.support.gateway import OTHER_TENANT, Browser

UNDO = ("BeginUndo", "Void", "Release", "EndUndo")
CANCELLED_AT = [*FORWARD, "BeginUndo", "Void", "Release", "EndUndo"]


def test_a_placed_order_is_confirmed(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock()))

    assert (order["state"], order["fulfilment"], order["risk"]["verdict"]) == ("confirmed", "none", "approve")
    assert order["confirmedAt"] > order["placedAt"]
    assert order["step"] == {"saga": "order", "id": order["id"], "step": "Confirm", "attempt": 0}


def test_the_saga_is_told_what_to_hold_and_what_to_ask_for(desk: Browser) -> None:
    order = placed(desk, of_stock(2), {"name": "shipping", "unitPrice": {"amount": 5, "currency": "EUR"},
                                       "taxRate": "0"})  # fmt: skip

    said = Machine(order["id"]).ask("Begin")
    assert said["lines"] == [{"line": "1", "variant": order["lines"][0]["variant"], "quantity": 2}]
    assert (said["total"], said["currency"], said["seconds"]) == (order["totals"]["gross"]["amount"], "EUR", 900)
    assert said["method"] == {"provider": "sandbox", "token": "ok"}


@pytest.mark.parametrize("step", FORWARD[2:6])
def test_whatever_fails_is_undone_and_the_order_says_why(desk: Browser, step: str) -> None:
    order = placed(desk, of_stock())

    assert Machine(order["id"]).run(refused={step: "OutOfStock"}) == "failed"
    after = seen(desk, order)
    assert (after["state"], after["failure"]) == ("failed", {"step": step, "error": "OutOfStock"})


@pytest.mark.parametrize("moment", FORWARD)
def test_it_is_cancelled_at_any_moment_before_it_is_confirmed(desk: Browser, moment: str) -> None:
    order = placed(desk, of_stock())

    ends = Machine(order["id"]).run(before={moment: lambda: cancel(desk, order)})
    [cancellation] = desk.get(path(order, "cancellations")).json["data"]
    assert (ends, seen(desk, order)["state"], cancellation["state"]) == ("cancelled", "cancelled", "done")
    assert seen(desk, order)["lines"][0]["cancelled"] == 3


@pytest.mark.parametrize("moment", UNDO)
def test_it_is_cancelled_while_it_is_undone(desk: Browser, moment: str) -> None:
    order = placed(desk, of_stock())
    wish = {moment: lambda: cancel(desk, order)}

    assert Machine(order["id"]).run(before=wish, refused={"Authorise": "PaymentDeclined"}) == "cancelled"
    assert seen(desk, order)["failure"] == {"step": "Authorise", "error": "PaymentDeclined"}


@pytest.mark.parametrize("moment", FORWARD)
def test_a_part_that_is_cancelled_meanwhile_is_cancelled_with_the_confirmation(desk: Browser, moment: str) -> None:
    order = placed(desk, of_stock())

    assert Machine(order["id"]).run(before={moment: lambda: cancel(desk, order, l1=1)}) == "confirmed"
    [cancellation] = desk.get(path(order, "cancellations")).json["data"]
    assert (cancellation["state"], cancellation["step"]["step"]) == ("requested", "Confirm")
    assert (seen(desk, order)["lines"][0]["cancelled"], seen(desk, order)["cancelling"]) == (1, None)


def test_a_part_that_was_to_be_cancelled_of_an_order_that_fails_is_void(desk: Browser) -> None:
    order = placed(desk, of_stock())
    wish = {"Known": lambda: cancel(desk, order, l1=1)}

    assert Machine(order["id"]).run(before=wish, refused={"Authorise": "PaymentDeclined"}) == "failed"
    assert desk.get(path(order, "cancellations")).json["data"][0]["state"] == "void"


def test_all_of_it_takes_the_place_of_a_part(desk: Browser) -> None:
    order = placed(desk, of_stock())
    cancel(desk, order, l1=1)

    assert Machine(order["id"]).run(before={"Confirm": lambda: cancel(desk, order)}) == "cancelled"
    states = [each["state"] for each in desk.get(path(order, "cancellations")).json["data"]]
    assert states == ["void", "done"]


def test_every_step_may_come_twice(desk: Browser) -> None:
    order = placed(desk, of_stock())

    assert Machine(order["id"], twice=True).run() == "confirmed"
    version = seen(desk, order)["version"]
    assert Machine(order["id"]).ask("Confirm", risk=risk()) == {"number": order["number"]}
    assert seen(desk, order)["version"] == version


def test_every_step_of_the_undoing_may_come_twice(desk: Browser) -> None:
    order = placed(desk, of_stock())

    assert Machine(order["id"], twice=True).run(refused={"Reserve": "OutOfStock"}) == "failed"
    assert Machine(order["id"]).ask("EndUndo") == {"state": "failed"}


def test_a_confirmation_that_comes_late_is_refused_once_the_undoing_began(desk: Browser) -> None:
    order = placed(desk, of_stock())
    machine = Machine(order["id"])
    machine.ask("BeginUndo", step="Confirm", error="States.Timeout")

    with pytest.raises(OrderCancelled):
        machine.ask("Confirm", risk=risk())
    with pytest.raises(OrderCancelled):
        machine.ask("Begin")


def test_what_is_confirmed_is_not_undone(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock()))

    with pytest.raises(WrongState):
        Machine(order["id"]).ask("BeginUndo", step="Confirm", error="States.Timeout")
    with pytest.raises(WrongState):
        Machine(order["id"]).ask("EndUndo")


def test_a_draft_is_not_begun(desk: Browser) -> None:
    with pytest.raises(WrongState):
        Machine(drafted(desk)["id"]).ask("Begin")


@pytest.mark.parametrize("name", ["Begin", "EndUndo"])
def test_nobody_else_s_order_is_touched(desk: Browser, name: str) -> None:
    order = placed(desk, of_stock())

    with pytest.raises(NotFound):
        task("orders", name, tenant=OTHER_TENANT, order=order["id"])


@pytest.mark.parametrize("said", [{}, {"order": "1"}, {"order": "01J0000000000000000000000V", "x": 1}], ids=str)
def test_what_is_no_question_is_refused(desk: Browser, said: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        task("orders", "Begin", **said)


def cancel(desk: Browser, order: dict[str, Any], **lines: int) -> None:
    body = {"lines": [{"line": name[1:], "quantity": number} for name, number in lines.items()]} if lines else {}
    reply = desk.post(path(order, "cancellations"), body)
    assert (reply.status, reply.json["state"]) == (201, "waiting"), reply.text


def risk() -> dict[str, Any]:
    return {"verdict": "approve", "score": 0, "reasons": []}

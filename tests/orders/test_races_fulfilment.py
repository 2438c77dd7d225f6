"""Who comes first: the saga, whoever packs, whoever cancels. Nothing is lost in between."""

from functools import partial
from typing import Any

import pytest

from onestop.errors import OrderCancelled
from tests.orders.driving import KNOWN, Machine, confirmed, packed, park, seen
from tests.orders.machines import Machines
from tests.orders.making import of_stock, path, placed
from tests.support.at_once import at_once
from tests.support.gateway import Browser, Reply

SEVERAL = 8
RISK: dict[str, Any] = {"verdict": "approve", "score": 0, "reasons": []}


@pytest.mark.parametrize("turn", range(4))
def test_a_wish_to_cancel_meets_the_confirmation_or_becomes_a_cancellation_of_its_own(desk: Browser, turn: int) -> None:
    order = placed(desk, of_stock())
    machine = Machine(order["id"])
    machine.ask("AssessRisk", customer=KNOWN)
    confirmation, wish = at_once([partial(confirm, machine), partial(cancel, desk, order)])

    assert (confirmation, wish.json["state"]) in (("confirmed", "requested"), ("refused", "waiting"))
    assert (seen(desk, order)["cancelling"] is not None) == (confirmation == "refused")


def test_no_piece_is_packed_twice(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock(3)))
    body = {"lines": [{"line": "1", "quantity": 1}]}
    replies = at_once([partial(desk.post, path(order, "shipments"), body)] * SEVERAL)

    made = [reply for reply in replies if reply.status == 201]
    assert {reply.json["code"] for reply in replies if reply.status != 201} <= {"NotShippable", "RequestInProgress"}
    assert seen(desk, order)["lines"][0]["packed"] == len(made) <= 3


@pytest.mark.parametrize("turn", range(4))
def test_what_is_dispatched_while_it_is_cancelled_leaves_or_stays(desk: Browser, turn: int) -> None:
    order = confirmed(desk, placed(desk, of_stock()))
    shipment = path(order, "shipments", packed(desk, order)["id"])
    sent, wish = at_once([partial(desk.post, shipment + "/dispatch"), partial(cancel, desk, order)])

    state = desk.get(shipment).json["state"]
    assert (sent.status, wish.status, state) in (
        (200, 409, "dispatched"),
        (409, 201, "unpacked"),
        (412, 201, "unpacked"),
    )


def test_of_many_who_cancel_all_of_it_one_does(desk: Browser) -> None:
    order = placed(desk, of_stock())
    replies = at_once([partial(cancel, desk, order)] * SEVERAL)

    assert sorted(reply.status for reply in replies) == [201] + [409] * (SEVERAL - 1)
    assert len(desk.get(path(order, "cancellations")).json["data"]) == 1


def test_of_many_who_resume_a_saga_step_functions_hears_one(desk: Browser, machines: Machines) -> None:
    order = placed(desk, of_stock())
    park(order)
    replies = at_once([partial(desk.post, f"/sagas/{order['id']}/resume")] * SEVERAL)

    assert {reply.status for reply in replies} <= {200, 409}
    assert machines.resumed == ["token-1"]
    assert desk.get(f"/sagas/{order['id']}").json["state"] == "running"


def confirm(machine: Machine) -> str:
    try:
        machine.ask("Confirm", risk=RISK)
    except OrderCancelled:
        return "refused"
    return "confirmed"


def cancel(desk: Browser, order: dict[str, Any]) -> Reply:
    return desk.post(path(order, "cancellations"), {})

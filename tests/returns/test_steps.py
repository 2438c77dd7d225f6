"""From the request to the arrival: who decides what, and what becomes of the pieces."""

import pytest

from tests.returns.orders import arrive, asking, received, requested, returnable, shipped
from tests.support.gateway import Browser


def test_what_was_approved_comes_and_waits_to_be_looked_at(desk: Browser) -> None:
    return_id = requested(desk, shipped(), 2)
    approved = desk.post(f"/returns/{return_id}/approval").json
    came = desk.post(f"/returns/{return_id}/receipt", {"lines": [{"line": "1", "quantity": 2}]}).json

    assert (approved["state"], came["state"], came["lines"][0]["received"]) == ("approved", "received", 2)


def test_what_was_rejected_can_be_claimed_again(desk: Browser) -> None:
    order = shipped(2)
    return_id = requested(desk, order, 2)
    rejected = desk.post(f"/returns/{return_id}/rejection", {"reason": "穿过了"}).json

    assert (rejected["state"], rejected["reason"], returnable(desk, order)) == ("rejected", "穿过了", 2)


@pytest.mark.parametrize("approved", [False, True])
def test_a_return_is_withdrawn_until_something_has_come(desk: Browser, approved: bool) -> None:
    order = shipped(2)
    return_id = requested(desk, order, 2)
    if approved:
        desk.post(f"/returns/{return_id}/approval")

    assert desk.post(f"/returns/{return_id}/cancellation", {}).json["state"] == "cancelled"
    assert returnable(desk, order) == 2


def test_what_has_come_is_withdrawn_no_longer(desk: Browser) -> None:
    return_id = received(desk, shipped())
    refused = desk.post(f"/returns/{return_id}/cancellation", {})
    assert (refused.status, refused.json["code"], refused.json["state"]) == (409, "WrongState", "received")


def test_what_did_not_come_can_be_claimed_again(desk: Browser) -> None:
    order = shipped(3)
    return_id = requested(desk, order, 3)

    assert arrive(desk, return_id, 1).json["lines"][0]["received"] == 1
    assert returnable(desk, order) == 2


@pytest.mark.parametrize(("line", "quantity"), [("1", 4), ("2", 1), ("1", 0)])
def test_more_than_was_announced_or_nothing_at_all_cannot_come(desk: Browser, line: str, quantity: int) -> None:
    return_id = requested(desk, shipped(), 3)
    desk.post(f"/returns/{return_id}/approval")
    assert desk.post(f"/returns/{return_id}/receipt", {"lines": [{"line": line, "quantity": quantity}]}).status == 422


def test_a_decision_is_made_once(desk: Browser) -> None:
    return_id = requested(desk, shipped())
    first, again = (desk.post(f"/returns/{return_id}/approval", idempotency_key="k") for _ in range(2))

    assert (again.json, again.headers["Idempotency-Replayed"]) == (first.json, "true")
    assert desk.post(f"/returns/{return_id}/approval").json["code"] == "WrongState"
    assert desk.post(f"/returns/{return_id}/rejection", {"reason": "late"}).json["code"] == "WrongState"


def test_a_rejected_return_frees_its_pieces_once(desk: Browser) -> None:
    order = shipped(3)
    requested(desk, order, 1)
    return_id = requested(desk, order, 2)
    for _ in range(2):
        desk.post(f"/returns/{return_id}/rejection", {"reason": "no"}, idempotency_key="k")

    assert returnable(desk, order) == 2
    assert asking(desk, order, 3).status == 409

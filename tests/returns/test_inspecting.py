"""What the pieces turned out to be, and what is paid back for them."""

from typing import Any

import pytest

from tests.returns.conftest import Catalog
from tests.returns.orders import OTHER, inspected, look, received, returnable, shipped
from tests.support.gateway import Browser


def money(made: dict[str, Any]) -> tuple[int, str]:
    return made["refund"]["amount"], made["refund"]["currency"]


def test_everything_back_is_everything_paid_back(desk: Browser) -> None:
    made = inspected(desk, shipped(3, 10_000), 3)
    assert (made["state"], money(made)) == ("inspected", (10_000, "EUR"))


def test_piece_by_piece_comes_to_the_same_sum(desk: Browser) -> None:
    order = shipped(3, 10_000)
    assert [money(inspected(desk, order))[0] for _ in range(3)] == [3333, 3334, 3333]


@pytest.mark.parametrize(("currency", "paid"), [("JPY", 1001), ("KWD", 1001)])
def test_currencies_with_other_decimals_are_counted_in_their_own_minor_units(
    desk: Browser, currency: str, paid: int
) -> None:
    order = shipped(2, paid, currency=currency)
    assert [money(inspected(desk, order)) for _ in range(2)] == [(501, currency), (500, currency)]


def test_what_is_not_accepted_is_not_paid_for_and_can_be_claimed_again(desk: Browser) -> None:
    order = shipped(3, 9000)
    made = look(desk, received(desk, order, 3), 1).json

    assert (money(made)[0], returnable(desk, order)) == (3000, 2)


def test_where_nothing_is_accepted_the_return_ends(desk: Browser) -> None:
    order = shipped(2)
    made = look(desk, received(desk, order, 2), 0, condition="damaged", restock=False).json

    assert (made["state"], money(made)[0], returnable(desk, order)) == ("rejected", 0, 2)


def test_a_deduction_is_taken_off(desk: Browser) -> None:
    made = look(desk, received(desk, shipped(1, 5000)), 1, condition="used", deduction=1250).json
    assert (money(made)[0], made["lines"][0]["worth"]) == (3750, 5000)


def test_no_more_is_deducted_than_it_is_worth(desk: Browser) -> None:
    return_id = received(desk, shipped(1, 5000))
    refused = look(desk, return_id, 1, deduction=5001)
    assert (refused.status, refused.json["errors"][0]["pointer"]) == (422, "/lines/0/deduction")
    assert money(look(desk, return_id, 1, deduction=5000).json)[0] == 0


@pytest.mark.parametrize(("reason", "refund"), [("unwanted", 4250), ("defective", 5000)])
def test_the_restocking_fee_is_not_for_what_is_our_fault(desk: Browser, reason: str, refund: int) -> None:
    desk.put("/return-settings", {"windowDays": 30, "feeRate": "0.15"})
    return_id = received(desk, shipped(1, 5000), reason=reason)
    assert money(look(desk, return_id, 1).json)[0] == refund


def test_the_fee_is_that_of_the_day_of_the_request(desk: Browser) -> None:
    return_id = received(desk, shipped(1, 5000))
    desk.put("/return-settings", {"windowDays": 30, "feeRate": "1"})
    assert money(look(desk, return_id, 1).json)[0] == 5000


@pytest.mark.parametrize(("line", "accepted"), [("2", 1), ("1", 4)])
def test_what_did_not_come_cannot_be_accepted(desk: Browser, line: str, accepted: int) -> None:
    assert look(desk, received(desk, shipped(), 3), accepted, line=line).status == 422


def test_every_line_that_came_is_looked_at_once(desk: Browser) -> None:
    return_id = received(desk, shipped(), 3)
    found = {"line": "1", "accepted": 1, "condition": "new", "restock": True}
    assert desk.post(f"/returns/{return_id}/inspection", {"lines": [found, found]}).status == 422
    assert desk.post(f"/returns/{return_id}/inspection", {"lines": []}).status == 422


def exchanged(desk: Browser, order: str, quantity: int) -> str:
    wanted = {"wanted": "exchange", "exchange": [{"variant": OTHER, "quantity": 1}]}
    return received(desk, order, quantity, **wanted)


def test_of_an_exchange_the_difference_is_paid_back(desk: Browser, catalog: Catalog) -> None:
    made = look(desk, exchanged(desk, shipped(1, 1499), 1), 1).json
    assert (money(made)[0], made["lines"][0]["refund"], made["lines"][0]["worth"]) == (499, 499, 1499)


def test_an_exchange_that_is_covered_no_longer_can_be_refunded_instead(desk: Browser, catalog: Catalog) -> None:
    return_id = exchanged(desk, shipped(2, 1500), 2)

    refused = look(desk, return_id, 1)
    assert (refused.status, refused.json["code"], refused.json["credit"]) == (409, "NotReturnable", 750)
    made = look(desk, return_id, 1, settlement="refund").json
    assert (made["wanted"], made["exchange"], money(made)[0]) == ("refund", [], 750)


def test_an_inspection_is_made_once(desk: Browser) -> None:
    return_id = received(desk, shipped())
    first = look(desk, return_id, 1)
    assert (first.status, look(desk, return_id, 1).json["code"]) == (200, "WrongState")

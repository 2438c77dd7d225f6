"""What nobody asks for any more, the clock asks about."""

from collections.abc import Iterator
from typing import Any

import pytest
from freezegun import freeze_time

from onestop import clock
from onestop.errors import OutcomeUnknown, PaymentDeclined
from tests.payments.desk import Desk


@pytest.fixture
def later() -> Iterator[Any]:
    """The time, which passes when a test says so."""
    with freeze_time("2026-11-22T10:00:00Z") as time:
        yield time


def left_open(desk: Desk, token: str) -> str:
    payment = clock.new_id()
    with pytest.raises(OutcomeUnknown):
        desk.authorise(token=token, order=payment)
    return payment


@pytest.mark.parametrize("behaviour", ["timeout-before,ok", "timeout-after", "late"])
def test_an_unknown_outcome_is_asked_about_until_it_is_known(desk: Desk, later: Any, behaviour: str) -> None:
    payment = left_open(desk, f"authorise={behaviour}")
    for _ in range(2):
        later.tick(3600)
        desk.clock()

    assert (desk.payment(payment)["state"], desk.books()) == ("authorised", [("authorise", 5000)])


def test_whoever_asks_meanwhile_is_not_disturbed(desk: Desk, later: Any) -> None:
    left_open(desk, "authorise=timeout-after")
    later.tick(30)

    assert desk.clock() == 0


def test_what_stays_unknown_is_asked_about_less_and_less_often(desk: Desk, later: Any) -> None:
    payment = left_open(desk, "authorise=timeout-before")
    looked_at = []
    for _ in range(20):
        later.tick(60)
        looked_at.append(desk.clock())

    assert (sum(looked_at), looked_at[:8]) == (3, [0, 1, 0, 0, 0, 1, 0, 0])
    assert desk.payment(payment)["version"] == 1  # it was told once that it is unknown


def test_a_void_that_nobody_waits_for_is_finished(desk: Desk, later: Any) -> None:
    payment = desk.authorise(token="void=decline,timeout-before,ok")
    with pytest.raises(PaymentDeclined):
        desk.task("Void", payment=payment)
    for _ in range(3):
        later.tick(3600)
        desk.clock()

    assert (desk.payment(payment)["state"], desk.books()[-1]) == ("voided", ("void", 5000))


def test_what_a_void_has_left_open_is_learnt_later(desk: Desk, later: Any) -> None:
    payment = left_open(desk, "authorise=late")
    assert desk.task("Void", payment=payment)["state"] == "voided"
    later.tick(3600)
    desk.clock()

    assert (desk.payment(payment)["pending"], desk.amounts(payment)[0]) == ([], 5000)
    assert desk.payment(payment)["state"] == "voided"


def test_what_is_known_is_not_looked_at(desk: Desk, later: Any) -> None:
    desk.capture(desk.authorise(), 5000)
    later.tick(3600)

    assert desk.clock() == 0


def test_a_payment_that_cannot_be_looked_at_does_not_hold_up_the_others(desk: Desk, later: Any, table: Any) -> None:
    stuck, other = (left_open(desk, "authorise=timeout-after") for _ in range(2))
    key = {"pk": f"{desk.tenant}#payment#{stuck}", "sk": "record"}
    table.update_item(Key=key, UpdateExpression="SET #m = :none", ExpressionAttributeNames={"#m": "method"},
                      ExpressionAttributeValues={":none": '{"provider": "gone", "token": "ok"}'})  # fmt: skip
    later.tick(3600)

    assert desk.clock() == 2
    assert [desk.payment(each)["state"] for each in (stuck, other)] == ["unknown", "authorised"]

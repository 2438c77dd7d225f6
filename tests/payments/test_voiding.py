"""What was set aside is free again, whatever came before it, comes later, or never comes."""

import pytest

from onestop import clock
from onestop.errors import OutcomeUnknown, PaymentDeclined, WrongState
from tests.payments.desk import Desk, money


def void(desk: Desk, payment: str) -> str:
    state: str = desk.task("Void", clock.new_id(), payment=payment)["state"]
    return state


def test_an_authorised_payment_is_voided_once(desk: Desk) -> None:
    payment = desk.authorise()

    assert [void(desk, payment), void(desk, payment)] == ["voided", "voided"]
    assert sorted(desk.books()) == [("authorise", 5000), ("void", 5000)]


def test_a_payment_that_never_came_is_voided_and_refused_when_it_comes(desk: Desk) -> None:
    payment = clock.new_id()
    void(desk, payment)
    with pytest.raises(WrongState):
        desk.authorise(order=payment)

    assert (desk.payment(payment)["state"], desk.books()) == ("voided", [])


@pytest.mark.parametrize(("behaviour", "booked"), [("timeout-after", 2), ("timeout-before", 1), ("late", 2)])
def test_an_authorisation_of_unknown_outcome_is_voided(desk: Desk, behaviour: str, booked: int) -> None:
    payment = clock.new_id()
    with pytest.raises(OutcomeUnknown):
        desk.authorise(token=f"authorise={behaviour}", order=payment)

    assert (void(desk, payment), len(desk.books())) == ("voided", booked)
    with pytest.raises(WrongState):
        desk.authorise(token=f"authorise={behaviour}", order=payment)


def test_a_declined_payment_has_nothing_to_void(desk: Desk) -> None:
    payment = clock.new_id()
    with pytest.raises(PaymentDeclined):
        desk.authorise(token="declined", order=payment)

    assert (void(desk, payment), desk.books()) == ("declined", [])


@pytest.mark.parametrize("behaviour", ["timeout-before", "timeout-after", "decline", "late", "wrong"])
def test_a_void_is_asked_again_until_the_provider_has_done_it(desk: Desk, behaviour: str) -> None:
    payment = desk.authorise(token=f"void={behaviour},ok")
    for _ in range(3):
        try:
            void(desk, payment)
        except (OutcomeUnknown, PaymentDeclined):
            assert desk.payment(payment)["state"] == "voiding"

    assert (desk.payment(payment)["state"], sorted(desk.books())) == ("voided", [("authorise", 5000), ("void", 5000)])


def test_nothing_is_captured_once_a_void_has_begun(desk: Desk) -> None:
    payment = desk.authorise(token="void=timeout-before")
    with pytest.raises(OutcomeUnknown):
        void(desk, payment)
    with pytest.raises(WrongState):
        desk.capture(payment, 1)

    assert desk.amounts(payment) == (5000, 0, 0, 0)


def test_a_capture_under_way_when_the_void_begins_is_settled_with_it(desk: Desk) -> None:
    payment, shipment = desk.authorise(token="capture=timeout-after"), clock.new_id()
    with pytest.raises(OutcomeUnknown):
        desk.capture(payment, 3000, shipment)
    void(desk, payment)
    desk.capture(payment, 3000, shipment)

    assert desk.amounts(payment)[:2] == (5000, 3000)
    assert sorted(desk.books()) == [("authorise", 5000), ("capture", 3000), ("void", 2000)]


def test_a_capture_that_never_arrived_before_the_void_is_declined(desk: Desk) -> None:
    payment, shipment = desk.authorise(token="capture=timeout-before"), clock.new_id()
    with pytest.raises(OutcomeUnknown):
        desk.capture(payment, 3000, shipment)
    void(desk, payment)
    with pytest.raises(PaymentDeclined):
        desk.capture(payment, 3000, shipment)

    assert sorted(desk.books()) == [("authorise", 5000), ("void", 5000)]


def test_money_that_was_captured_can_be_given_back_after_a_void(desk: Desk) -> None:
    payment = desk.authorise()
    desk.capture(payment, 3000)
    void(desk, payment)
    desk.refund(payment, 3000)

    assert (desk.payment(payment)["state"], desk.payment(payment)["refunded"]) == ("refunded", money(3000))

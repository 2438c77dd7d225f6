"""Money is moved once, to the cent, and never on a guess."""

from collections.abc import Callable

import pytest

from onestop import clock
from onestop.errors import Invalid, NotFound, OutcomeUnknown, PaymentDeclined, WrongState
from tests.payments.desk import CUSTOMER, Desk, money


def test_a_payment_is_authorised_captured_in_parts_and_refunded(desk: Desk) -> None:
    payment = desk.authorise(5000)
    desk.capture(payment, 3000)
    desk.capture(payment, 2000)
    desk.refund(payment, 500)

    assert desk.amounts(payment) == (5000, 5000, 0, 500)
    assert desk.payment(payment)["state"] == "partly-refunded"
    assert sorted(desk.books()) == [("authorise", 5000), ("capture", 2000), ("capture", 3000), ("refund", 500)]


def test_the_same_step_again_is_answered_and_not_done_again(desk: Desk) -> None:
    payment = desk.authorise()
    assert desk.authorise(order=payment) == payment
    shipment = desk.capture(payment, 3000)
    desk.capture(payment, 3000, shipment)

    assert desk.amounts(payment) == (5000, 3000, 0, 0)
    assert len(desk.books()) == 2


def test_a_step_that_comes_again_with_another_amount_is_refused(desk: Desk) -> None:
    payment = desk.authorise()
    shipment = desk.capture(payment, 3000)

    with pytest.raises(WrongState):
        desk.capture(payment, 3001, shipment)


def test_never_more_is_captured_than_was_authorised_and_not_reduced(desk: Desk) -> None:
    payment = desk.authorise(5000)
    desk.task("Reduce", payment=payment, release=clock.new_id(), amount=money(1000))
    with pytest.raises(WrongState):
        desk.capture(payment, 4001)

    desk.capture(payment, 4000)
    assert desk.amounts(payment) == (5000, 4000, 1000, 0)


def test_never_more_is_refunded_than_was_captured(desk: Desk) -> None:
    payment = desk.authorise(5000)
    desk.capture(payment, 1000)
    with pytest.raises(WrongState):
        desk.refund(payment, 1001)

    assert desk.amounts(payment) == (5000, 1000, 0, 0)


def test_what_nobody_will_capture_any_more_is_released_at_the_provider(desk: Desk) -> None:
    payment = desk.authorise(5000)
    desk.capture(payment, 3000)
    desk.task("Reduce", payment=payment, release=clock.new_id(), amount=money(2000))

    assert desk.moves(payment)[-1] == ("void", "done", 2000)
    assert desk.payment(payment)["state"] == "captured"
    assert ("void", 2000) in desk.books()


def test_a_payment_that_is_cancelled_as_a_whole_is_voided(desk: Desk) -> None:
    payment = desk.authorise(5000)
    desk.task("Reduce", payment=payment, release=clock.new_id(), amount=money(5000))

    assert desk.payment(payment)["state"] == "voided"
    assert sorted(desk.books()) == [("authorise", 5000), ("void", 5000)]


def test_a_declined_authorisation_is_final(desk: Desk) -> None:
    payment = clock.new_id()
    for _ in range(2):
        with pytest.raises(PaymentDeclined):
            desk.authorise(token="declined", order=payment)

    assert (desk.payment(payment)["state"], desk.books()) == ("declined", [])


def test_a_total_of_nothing_needs_no_provider(desk: Desk) -> None:
    order = clock.new_id()
    answer = desk.task("Authorise", payment=order, order=order, customer=CUSTOMER, amount=money(0), method=None)
    desk.capture(order, 0)
    desk.refund(order, 0)

    assert (answer["state"], answer["authorised"]) == ("authorised", money(0))
    assert desk.task("Void", payment=order)["state"] == "voided"
    assert desk.books() == []


def test_something_to_pay_needs_a_method(desk: Desk) -> None:
    order = clock.new_id()
    with pytest.raises(Invalid):
        desk.task("Authorise", payment=order, order=order, customer=CUSTOMER, amount=money(1), method=None)


def test_a_payment_has_one_currency(desk: Desk) -> None:
    payment = desk.authorise(currency="USD")
    with pytest.raises(Invalid):
        desk.capture(payment, 1000)


def test_what_was_never_authorised_cannot_be_captured(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.capture(clock.new_id(), 1000)


def test_a_declined_capture_is_declined_for_this_run_and_asked_anew_for_another(desk: Desk) -> None:
    payment, shipment = desk.authorise(token="capture=decline,ok"), clock.new_id()
    for _ in range(2):
        with pytest.raises(PaymentDeclined):
            desk.capture(payment, 5000, shipment, saga=shipment)
    desk.capture(payment, 5000, shipment, saga=clock.new_id())

    assert desk.moves(payment)[-1] == ("capture", "done", 5000)
    assert sorted(desk.books()) == [("authorise", 5000), ("capture", 5000)]


@pytest.mark.parametrize("behaviour", ["timeout-after", "timeout-before", "wrong", "twice", "late"])
@pytest.mark.parametrize("operation", ["authorise", "capture", "refund"])
def test_whatever_the_provider_does_it_is_asked_until_it_is_known(desk: Desk, operation: str, behaviour: str) -> None:
    token, causes = f"{operation}={behaviour},ok", [clock.new_id() for _ in range(3)]
    until_known(lambda: desk.authorise(5000, token, causes[0]))
    until_known(lambda: desk.capture(causes[0], 5000, causes[1]))
    until_known(lambda: desk.refund(causes[0], 5000, causes[2]))

    assert (desk.amounts(causes[0]), desk.payment(causes[0])["state"]) == ((5000, 5000, 0, 5000), "refunded")
    assert sorted(desk.books()) == [("authorise", 5000), ("capture", 5000), ("refund", 5000)]


def until_known(step: Callable[[], object], tries: int = 5) -> None:
    for _ in range(tries):
        try:
            step()
        except OutcomeUnknown:
            continue
        return
    raise AssertionError("the outcome is still unknown")


def test_an_unknown_outcome_shows_and_is_told_once(desk: Desk) -> None:
    payment = clock.new_id()
    for _ in range(2):
        with pytest.raises(OutcomeUnknown):
            desk.authorise(token="authorise=timeout-before", order=payment)

    found = desk.payment(payment)
    assert (found["state"], found["version"], found["pending"][0]["asked"]) == ("unknown", 1, 2)
    assert found["last"]["state"] == "pending"


def test_a_wrong_answer_is_put_right_by_the_books_and_on_record(desk: Desk) -> None:
    payment = desk.authorise(token="capture=wrong")
    desk.capture(payment, 3000)

    assert desk.amounts(payment) == (5000, 3000, 0, 0)
    [found] = desk.get("/differences").json["data"]
    assert (found["what"], found["here"]["amount"], found["there"][0]["amount"]) == ("answer-differs", 3001, 3000)

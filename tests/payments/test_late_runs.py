"""A refund that was refused belongs to a run of a saga: a later run may try again, an earlier one comes too late."""

import pytest

from onestop import clock
from onestop.errors import PaymentDeclined
from tests.payments.desk import Desk


def refused(desk: Desk, payment: str, refund: str, run: str) -> None:
    with pytest.raises(PaymentDeclined):
        desk.refund(payment, 5000, refund, saga=run)


def test_what_an_earlier_run_asked_for_and_arrives_late_is_refused_as_well(desk: Desk) -> None:
    payment, refund = desk.authorise(token="refund=decline,decline,ok"), clock.new_id()
    desk.capture(payment, 5000)
    for run in (refund, f"{refund}-2"):
        refused(desk, payment, refund, run)
    refused(desk, payment, refund, refund)

    assert desk.amounts(payment)[3] == 0


def test_the_tenth_run_is_later_than_the_ninth(desk: Desk) -> None:
    payment, refund = desk.authorise(token="refund=decline,ok"), clock.new_id()
    desk.capture(payment, 5000)
    refused(desk, payment, refund, f"{refund}-9")
    desk.refund(payment, 5000, refund, saga=f"{refund}-10")

    assert desk.amounts(payment)[3] == 5000

"""Every version of a payment is told once, about its customer, with the step that wanted it."""

import json

import pytest
from jsonschema import Draft202012Validator

from infra.contracts import files
from onestop import clock
from onestop.errors import OutcomeUnknown
from tests.payments.desk import CUSTOMER, Desk, money
from tests.support.wire import Wire

LIFE = ["PaymentAuthorised", "PaymentReduced", "PaymentCaptured", "PaymentVoided", "PaymentRefunded"]


def lived(desk: Desk) -> str:
    payment = desk.authorise(5000)
    desk.task("Reduce", payment, payment=payment, release=clock.new_id(), amount=money(1000))
    desk.capture(payment, 4000)
    desk.refund(payment, 500)
    return payment


def test_what_becomes_of_a_payment_is_told_in_order(wired: Desk, wire: Wire) -> None:
    lived(wired)
    wire.carry()

    assert [(each["type"], each["sequence"]) for each in wire.envelopes] == list(zip(LIFE, range(1, 6), strict=True))
    assert {tuple(each["data"]["customers"]) for each in wire.envelopes} == {(CUSTOMER,)}


def test_an_event_names_the_step_and_the_cause(wired: Desk, wire: Wire) -> None:
    payment = lived(wired)
    wire.carry()
    record = wire.published("PaymentAuthorised")["data"]["record"]

    assert record["step"] == {"saga": "order", "id": payment, "step": "Authorise", "attempt": 0}
    assert (record["last"]["operation"], record["last"]["cause"], record["order"]) == ("authorise", payment, payment)


def test_an_unknown_outcome_and_what_came_of_it_are_told(wired: Desk, wire: Wire) -> None:
    payment = clock.new_id()
    for _ in range(2):
        with pytest.raises(OutcomeUnknown):
            wired.authorise(token="authorise=timeout-before,timeout-after", order=payment)
    wired.authorise(order=payment)
    wire.carry()

    assert [each["type"] for each in wire.envelopes] == ["PaymentUnknown", "PaymentAuthorised"]


def test_what_is_told_is_what_was_promised(wired: Desk, wire: Wire) -> None:
    lived(wired)
    wired.task("Void", payment=clock.new_id())
    wired.authorise(token="authorise=wrong")
    wired.post("/reconciliations", {"day": clock.timestamp()[:10]})
    wire.carry()

    for envelope in wire.envelopes:
        path = files.EVENTS / "payments" / f"{envelope['type']}.v1.schema.json"
        Draft202012Validator(json.loads(path.read_text("utf-8"))).validate(envelope)

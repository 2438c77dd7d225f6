"""What a customer permits."""

from typing import Any

import pytest

from tests.customers.people import path, registered
from tests.support.capacity import counted
from tests.support.gateway import Browser, Reply
from tests.support.wire import Wire

GIVEN = {
    "channel": "email", "address": "Ada@Example.org", "purpose": "newsletter", "state": "given", "source": "web form",
}  # fmt: skip


def say(desk: Browser, customer: dict[str, Any], **more: Any) -> Reply:
    return desk.post(path(customer, "consents"), GIVEN | more)


def state(desk: Browser, address: str = "ada@example.org") -> list[str]:
    found = desk.get(f"/consents?address={address}&purpose=newsletter").json["data"]
    return [f"{each['channel']} {each['state']}" for each in found]


def test_what_was_said_last_holds_and_all_is_remembered(desk: Browser) -> None:
    customer = registered(desk)
    say(desk, customer, at="2026-01-01T10:00:00Z")
    say(desk, customer, state="withdrawn", at="2026-01-02T10:00:00Z")
    history = desk.get(path(customer, "consents", "history")).json["data"]

    assert [each["state"] for each in desk.get(path(customer, "consents")).json["data"]] == ["withdrawn"]
    assert [(each["state"], each["version"]) for each in history] == [("withdrawn", 2), ("given", 1)]


def test_a_double_submit_is_recorded_once(desk: Browser) -> None:
    customer = registered(desk)
    first, again = say(desk, customer), say(desk, customer)

    assert (again.status, again.json) == (201, first.json)
    assert len(desk.get(path(customer, "consents", "history")).json["data"]) == 1


def test_something_older_does_not_overrule_what_holds(desk: Browser) -> None:
    customer = registered(desk)
    say(desk, customer, state="withdrawn", at="2026-01-02T10:00:00Z")
    late = say(desk, customer, at="2026-01-01T10:00:00Z")

    assert (late.status, late.json["code"], state(desk)) == (409, "WrongState", ["email withdrawn"])


def test_a_sender_asks_by_address_in_one_call(desk: Browser) -> None:
    say(desk, registered(desk))
    with counted() as used:
        assert state(desk, "ADA@example.org") == ["email given"]

    assert (used.calls, used.read_units) == (["Query"], 1)


def test_an_address_answers_for_each_channel_and_purpose_alone(desk: Browser) -> None:
    customer = registered(desk)
    say(desk, customer, channel="sms", address="+49 30 901820")
    say(desk, customer, channel="phone", address="+4930901820", state="withdrawn")
    say(desk, customer, channel="sms", address="+4930901820", purpose="newsletter-2", state="withdrawn")

    assert state(desk, "+4930901820") == ["phone withdrawn", "sms given"]
    assert state(desk, "nobody@example.org") == []


def test_of_two_customers_with_one_address_the_later_word_holds(desk: Browser) -> None:
    one, other = registered(desk), registered(desk, "Bea")
    say(desk, one, state="withdrawn", at="2026-01-02T10:00:00Z")
    early = say(desk, other, at="2026-01-01T10:00:00Z")

    assert (early.status, state(desk)) == (201, ["email withdrawn"])


@pytest.mark.parametrize(
    "wrong", [{"address": "nobody"}, {"channel": "sms"}, {"purpose": "Very Special"}, {"at": "2999-01-01T00:00:00Z"}]
)
def test_what_cannot_be_is_refused(desk: Browser, wrong: dict[str, str]) -> None:
    assert say(desk, registered(desk), **wrong).status == 422


def test_each_word_is_an_event(wired: Browser, wire: Wire) -> None:
    customer = registered(wired)
    say(wired, customer), say(wired, customer), say(wired, customer, state="withdrawn")
    wire.carry()

    said = [(e["type"], e["sequence"]) for e in wire.envelopes if e["subject"].startswith("consents/")]
    assert said == [("ConsentGiven", 1), ("ConsentWithdrawn", 2)]

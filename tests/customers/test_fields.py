"""Fields that a tenant defines for itself."""

from typing import Any

import pytest

from tests.customers.people import path, registered
from tests.support.capacity import counted
from tests.support.gateway import Browser, Reply
from tests.support.wire import Wire

MONEY = {"amount": 1999, "currency": "EUR"}


def define(desk: Browser, field_type: str = "text", name: str = "plan", **more: Any) -> Reply:
    said = {"name": name, "fieldType": field_type, "label": {"en": "Plan", "zh-CN": "套餐"}}
    return desk.post("/customer-fields", said | more)


def kept(desk: Browser, value: Any) -> Any:
    """What is kept of a value, or the reason why it is refused."""
    reply = desk.post("/customers?allowDuplicates=true", {"kind": "person", "name": "A", "custom": {"plan": value}})
    if reply.status == 422:
        assert reply.json["errors"][0]["pointer"] == "/custom/plan"
        return reply.json["errors"][0]["reason"]
    return desk.get(path(reply.json)).json["custom"]["plan"]


@pytest.mark.parametrize(
    ("field_type", "value", "stored"),
    [
        ("text", "Fiber", "Fiber"), ("number", "1.10", "1.10"), ("number", 7, "7"), ("number", "-0.50", "-0.50"),
        ("integer", "42", 42), ("boolean", "yes", True), ("date", "2026-02-28", "2026-02-28"),
        ("datetime", "2026-02-28T10:00:00Z", "2026-02-28T10:00:00.000Z"), ("url", "https://e.org", "https://e.org/"),
        ("email", "A@E.org", "A@e.org"), ("phone", "+49 30 901820", "+4930901820"), ("money", MONEY, MONEY),
    ],
)  # fmt: skip
def test_a_value_is_kept_in_one_writing(desk: Browser, field_type: str, value: Any, stored: Any) -> None:
    define(desk, field_type)
    assert kept(desk, value) == stored


@pytest.mark.parametrize(
    ("field_type", "value"),
    [
        ("text", 5), ("text", "x" * 2001), ("number", 1.1), ("number", "1e5"), ("number", "NaN"), ("number", True),
        ("integer", 1.0), ("integer", 2**53), ("integer", True), ("boolean", "maybe"), ("date", "2026-02-30"),
        ("datetime", "2026-13-01T00:00:00Z"), ("url", "javascript:alert(1)"), ("email", "nobody"), ("phone", "12"),
        ("money", {"amount": 1.5, "currency": "EUR"}), ("money", {"amount": 1}), ("text", {"a": ["b"]}),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_refused_with_a_pointer(desk: Browser, field_type: str, value: Any) -> None:
    define(desk, field_type)
    assert kept(desk, value) != value


def test_choices_are_made_among_the_options_and_options_only_grow(desk: Browser) -> None:
    define(desk, "multi-choice", options=["dsl", "fiber"])
    refused = kept(desk, ["dsl", "none"]), kept(desk, ["dsl", "dsl"])
    fewer = desk.patch("/customer-fields/plan", {"options": ["dsl"]})
    desk.patch("/customer-fields/plan", {"options": ["dsl", "fiber", "none"]})

    assert refused == ("is none of the options", "has an option twice")
    assert (fewer.status, kept(desk, ["dsl", "none"])) == (422, ["dsl", "none"])


def test_bounds_and_masks_hold(desk: Browser) -> None:
    define(desk, "number", name="share", minimum="0", maximum="1.10")
    define(desk, mask="AA-9999")
    share = {"kind": "person", "name": "A", "custom": {"share": "1.1000000000000000001"}}

    assert desk.post("/customers", share).json["errors"][0]["reason"] == "is not between 0 and 1.10"
    assert (kept(desk, "DE-1234"), kept(desk, "DE-12345")) == ("DE-1234", "does not look like AA-9999")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Plan"}, {"fieldType": "blob"}, {"label": {}}, {"options": ["a"]}, {"fieldType": "choice"},
        {"fieldType": "date", "minimum": "1"}, {"minimum": "2", "maximum": "1"}, {"fieldType": "date", "mask": "9"},
        {"fieldType": "choice", "options": ["a", "a"]}, {"label": {"en": "x", "no language": "y"}},
    ],
)  # fmt: skip
def test_a_field_that_makes_no_sense_is_refused(desk: Browser, wrong: dict[str, Any]) -> None:
    assert define(desk, **{"field_type": wrong.pop("fieldType", "text"), **wrong}).status == 422


def test_a_name_is_used_once_and_its_type_stays(desk: Browser) -> None:
    define(desk)
    assert define(desk, "number").status == 409
    assert desk.patch("/customer-fields/plan", {"fieldType": "number"}).status == 422


def test_a_retired_field_keeps_its_values_and_takes_no_others(desk: Browser) -> None:
    define(desk)
    customer = registered(desk, custom={"plan": "dsl"})
    desk.delete("/customer-fields/plan")

    assert kept(desk, "fiber") == "is a retired field: it can be read, but no longer set"
    assert desk.patch(path(customer), {"company": "X"}).json["custom"] == {"plan": "dsl"}
    assert desk.patch(path(customer), {"custom": {"plan": None}}).json["custom"] == {}


def test_a_field_belongs_to_the_kinds_of_customer_it_applies_to(desk: Browser) -> None:
    define(desk, appliesTo=["organisation"])
    assert kept(desk, "dsl") == "is no field of a person"


def test_a_tenant_has_at_most_a_hundred_fields(desk: Browser) -> None:
    made = [define(desk, name=f"field{number}").status for number in range(101)]

    assert (set(made[:100]), made[100]) == ({201}, 409)
    assert len(desk.get("/customer-fields").json["data"]) == 100


def test_definitions_are_read_once_a_minute_and_at_once_for_a_name_that_is_not_known(desk: Browser) -> None:
    define(desk)
    calls = []
    for custom in ({}, {"plan": "a"}, {"plan": "b"}, {"unheard": 1}):
        with counted() as used:
            desk.post("/customers?allowDuplicates=true", {"kind": "person", "name": "A", "custom": custom})
        calls.append(used.calls)

    assert calls == [["PutItem"], ["Query", "PutItem"], ["PutItem"], ["Query"]]


def test_numbers_go_through_events_to_the_last_zero(wired: Browser, wire: Wire) -> None:
    define(wired, "number")
    customer = registered(wired, custom={"plan": "1.10"})
    wired.patch(path(customer), {"custom": {"plan": "1.1000"}})
    wire.carry()

    changes = wire.published("CustomerChanged")["data"]["changes"]
    assert changes == {"custom": {"before": {"plan": "1.10"}, "after": {"plan": "1.1000"}}}


def test_a_fields_life_is_told(wired: Browser, wire: Wire) -> None:
    define(wired)
    wired.patch("/customer-fields/plan", {"label": {"de": "Tarif"}})
    wired.delete("/customer-fields/plan")
    wire.carry()

    said = [(e["type"], e["sequence"]) for e in wire.envelopes if e["subject"] == "customer-fields/plan"]
    assert said == [("FieldDefined", 1), ("FieldChanged", 2), ("FieldRetired", 3)]

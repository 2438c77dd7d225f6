"""What the timeline makes of events that come twice, late, in any order, or that it does not understand."""

from typing import Any

import pytest
from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.capacity import counted
from tests.support.envelopes import CUSTOMER, customer, envelope
from tests.support.gateway import OTHER_TENANT, Browser
from tests.support.wire import Wire

STORY = f"/customers/{CUSTOMER}/timeline"
EVENTS = [
    customer(1, "CustomerRegistered"),
    customer(2, name="林小梅女士"),
    customer(3, tags=["vip", "wholesale"]),
    envelope("NoteAdded", "notes/01J000000000000000000000N1", 4),
    envelope("ConsentGiven", "consents/01J000000000000000000000K1", 5),
    envelope("TicketOpened", "tickets/01J000000000000000000000T1", 6),
    envelope("LinkAdded", "links/01J000000000000000000000L1", 7, customers=[CUSTOMER, "01J000000000000000000000C2"]),
]


def emptied(wire: Wire) -> None:
    for item in wire.tables["timeline"].scan()["Items"]:
        wire.tables["timeline"].delete_item(Key={"pk": item["pk"], "sk": item["sk"]})


@pytest.fixture
def in_order(wire: Wire, reader: Browser) -> str:
    """The page of EVENTS as they happened."""
    wire.deliver("timeline", *EVENTS)
    return reader.get(STORY).text


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(EVENTS), again=st.lists(st.sampled_from(EVENTS), max_size=4))
def test_any_order_and_any_repetition_tell_the_same_story(
    wire: Wire, reader: Browser, in_order: str, order: list[Any], again: list[Any]
) -> None:
    emptied(wire)
    for event in order + again:
        assert wire.deliver("timeline", event) == []

    assert reader.get(STORY).text == in_order


def test_an_event_about_two_customers_is_in_both_stories(wire: Wire, reader: Browser) -> None:
    other = "01J000000000000000000000C2"
    registered = customer(1) | {"subject": f"customers/{other}"}
    registered["data"] = {**registered["data"], "customers": [other]}
    wire.deliver("timeline", *EVENTS, registered)

    assert reader.get(f"/customers/{other}/timeline").json["data"][0]["what"] == "LinkAdded"


def test_an_unknown_version_comes_back_and_its_neighbours_do_not(wire: Wire, reader: Browser) -> None:
    strange = envelope("NoteAdded", "notes/01J000000000000000000000N2", 8, version=2)
    failed = wire.deliver("timeline", *EVENTS[:5], strange, *EVENTS[5:])

    assert failed == [strange["id"]]
    assert len(reader.get(STORY).json["data"]) == len(EVENTS)


def test_one_record_of_ten_that_cannot_be_told_comes_back_alone(wire: Wire, reader: Browser) -> None:
    ten = [envelope("NoteAdded", f"notes/{number}", number) for number in range(10)]
    ten[6]["data"] = {"record": {}}
    failed = wire.deliver("timeline", customer(1), *ten)

    assert failed == [ten[6]["id"]]
    assert reader.get(STORY).json["card"]["counts"]["note"] == 9


def test_an_event_older_than_what_is_remembered_is_refused(wire: Wire) -> None:
    with freeze_time("2036-01-01"):
        assert wire.deliver("timeline", EVENTS[0]) == [EVENTS[0]["id"]]


def test_a_purged_customer_is_gone_and_late_events_do_not_bring_him_back(wire: Wire, reader: Browser) -> None:
    wire.deliver("timeline", *EVENTS)
    wire.deliver("timeline", customer(9, "CustomerPurged"))
    wire.deliver("timeline", customer(8, name="Late"), EVENTS[3])

    assert reader.get(STORY).status == 404
    left = [item for item in wire.tables["timeline"].scan()["Items"] if CUSTOMER in item["pk"]]
    assert [(item["sk"], item["purged"]) for item in left] == [("card", True)]
    assert "林小梅" not in str(left)
    assert left[0]["expires"] > 0


def test_a_purge_that_comes_first_keeps_what_follows_away(wire: Wire, reader: Browser) -> None:
    wire.deliver("timeline", customer(9, "CustomerPurged"), *EVENTS)

    assert reader.get(STORY).status == 404


def test_the_events_of_another_tenant_are_another_story(wire: Wire, reader: Browser) -> None:
    wire.deliver("timeline", *(event | {"tenant": OTHER_TENANT} for event in EVENTS))

    assert reader.get(STORY).status == 404


def test_an_event_costs_one_look_at_the_card_and_one_transaction(wire: Wire) -> None:
    with counted() as used:
        wire.deliver("timeline", EVENTS[1])

    assert used.calls == ["GetItem", "TransactWriteItems"]
    assert (used.read_units, used.write_units, used.index_units) == (1, 4, 1)


def test_a_story_begins_without_a_look(wire: Wire) -> None:
    with counted() as used:
        wire.deliver("timeline", EVENTS[0])

    assert used.calls == ["TransactWriteItems"]


def test_a_story_that_begins_late_finds_its_card_after_all(wire: Wire, reader: Browser) -> None:
    wire.deliver("timeline", *EVENTS[1:], EVENTS[0])

    assert reader.get(STORY).json["card"]["counts"]["customer"] == 3

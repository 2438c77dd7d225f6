"""Writing the log: once, in order, whatever comes."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.capacity import counted
from tests.support.envelopes import CUSTOMER, customer, envelope
from tests.support.gateway import Browser
from tests.support.wire import Wire

EVENTS = [customer(number, name=f"Name {number}") for number in range(1, 7)]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(EVENTS), again=st.lists(st.sampled_from(EVENTS), max_size=4))
def test_any_order_and_any_repetition_give_each_version_once(
    wire: Wire, auditor: Browser, order: list[Any], again: list[Any]
) -> None:
    assert wire.deliver("audit", *order, *again) == []

    data = auditor.get(f"/audit?record=customers/{CUSTOMER}").json["data"]
    assert [entry["sequence"] for entry in data] == [6, 5, 4, 3, 2, 1]


def test_a_version_that_nobody_knows_yet_is_logged_all_the_same(wire: Wire, auditor: Browser) -> None:
    future = envelope("NoteAdded", "notes/01J000000000000000000000N1", version=7)

    assert wire.deliver("audit", future) == []
    assert auditor.get(f"/audit/{future['id']}").json["payload"] == 7


def test_one_message_of_ten_that_is_no_event_comes_back_alone(wire: Wire, auditor: Browser) -> None:
    broken = envelope("NoteAdded", "notes/1", 9)
    del broken["data"]
    assert wire.deliver("audit", *EVENTS, broken) == [broken["id"]]

    assert len(auditor.get("/audit").json["data"]) == len(EVENTS)


def test_an_entry_expires_seven_years_after_what_it_tells_of(wire: Wire) -> None:
    wire.deliver("audit", EVENTS[0])
    [item] = wire.tables["audit"].scan()["Items"]

    assert datetime.fromtimestamp(int(item["expires"]), UTC).strftime("%Y-%m-%d") == "2033-03-01"


def test_an_entry_costs_one_call(wire: Wire) -> None:
    with counted() as used:
        wire.deliver("audit", EVENTS[0])

    assert (used.calls, used.write_units, used.index_units) == (["PutItem"], 1, 3)

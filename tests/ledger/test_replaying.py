"""Feeding events again: a read model that was lost is as it was."""

import pytest

from local.replaying import Part, ReplayFailed, narrowed, replay
from tests.support.gateway import TENANT, Browser
from tests.support.wire import Wire

EVERYTHING = {"source": [{"prefix": "onestop."}]}


def wiped(wire: Wire, capability: str) -> None:
    for item in wire.tables[capability].scan()["Items"]:
        wire.tables[capability].delete_item(Key={"pk": item["pk"], "sk": item["sk"]})


@pytest.mark.parametrize("part", [Part(), Part(tenant=TENANT), Part(sources=["customers"])])
def test_a_story_that_was_lost_is_told_again_byte_for_byte(wire: Wire, reader: Browser, ada: str, part: Part) -> None:
    wire.carry()
    before = reader.get(f"{ada}/timeline").text
    wiped(wire, "timeline")
    assert reader.get(f"{ada}/timeline").status == 404

    replay(wire, "timeline", part)
    wire.carry()

    assert reader.get(f"{ada}/timeline").text == before


def test_a_replay_over_what_is_there_changes_nothing(wire: Wire, reader: Browser, ada: str) -> None:
    wire.carry()
    before = reader.get(f"{ada}/timeline").text
    replay(wire, "timeline")
    wire.carry()

    assert reader.get(f"{ada}/timeline").text == before


def test_no_rule_is_left_behind(wire: Wire, ada: str) -> None:
    events, bus = wire.client("events"), wire.root["BusName"]
    before = events.list_rules(EventBusName=bus)["Rules"]
    replay(wire, "timeline", Part(tenant=TENANT))

    assert events.list_rules(EventBusName=bus)["Rules"] == before


def test_how_far_it_has_come_is_told(wire: Wire, ada: str) -> None:
    heard: list[str] = []
    replay(wire, "timeline", on_progress=lambda state, _reached: heard.append(state))

    assert heard[-1] == "COMPLETED"


def test_a_part_narrows_what_a_consumer_listens_to_and_never_widens_it() -> None:
    pattern = {**EVERYTHING, "detail": {"data": {"customers": [{"prefix": "0"}]}}}
    found = narrowed({"all": pattern}, Part(tenant=TENANT, sources=["customers"]))

    assert found == {"all": {"source": ["onestop.customers"], "detail": {**pattern["detail"], "tenant": [TENANT]}}}
    assert narrowed({"all": EVERYTHING}, Part()) == {"all": EVERYTHING}


def test_of_several_rules_those_count_that_listen_to_what_is_wanted() -> None:
    rules = {"own": {"source": ["onestop.tickets"]}, "work": {"source": ["onestop.routing"]}}

    assert narrowed(rules, Part(sources=["routing"])) == {"work": {"source": ["onestop.routing"]}}
    assert narrowed(rules, Part()) == rules


def test_a_source_that_a_consumer_does_not_listen_to_is_refused() -> None:
    with pytest.raises(ReplayFailed, match=r"onestop\.identity"):
        narrowed({"own": {"source": ["onestop.customers"]}}, Part(sources=["customers", "identity"]))


def test_where_the_engine_keeps_no_archive_that_is_said(wire: Wire) -> None:
    wire.root["ArchiveArn"] = "unknown"

    with pytest.raises(ReplayFailed, match="no archive"):
        replay(wire, "timeline")

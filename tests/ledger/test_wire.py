"""From a request to everybody who listens, with deliveries as bad as they come."""

from random import Random
from typing import Any

import pytest

from local import ledger
from tests.support.gateway import TENANT, Browser
from tests.support.wire import Wire


def whats(reader: Browser, path: str) -> list[str]:
    return [entry["what"] for entry in reader.get(f"{path}/timeline").json["data"]]


def test_what_a_desk_does_becomes_a_story(wire: Wire, reader: Browser, ada: str) -> None:
    wire.carry()

    assert whats(reader, ada) == ["CustomerChanged", "CustomerChanged", "CustomerRegistered"]
    assert reader.get(f"{ada}/timeline").json["card"]["name"] == "Ada 王"
    assert wire.published("CustomerRegistered")["subject"] == ada[1:]


@pytest.mark.parametrize("seed", range(5))
def test_twice_and_shuffled_tells_the_same_story(wire: Wire, reader: Browser, ada: str, seed: int) -> None:
    wire.twice, wire.shuffled = True, Random(seed)
    wire.carry()

    assert reader.get(f"{ada}/timeline").json["card"]["counts"] == {"customer": 3}
    assert whats(reader, ada) == ["CustomerChanged", "CustomerChanged", "CustomerRegistered"]


def test_what_cannot_be_consumed_is_tried_five_times_and_kept_apart(wire: Wire, ada: str) -> None:
    wire.carry()
    strange = {**wire.published(), "version": 2, "id": "01J0000000000000000000000Z"}
    wire.put("customers", strange)
    wire.carry()

    assert [said["id"] for said in wire.failures("timeline")] == [strange["id"]]
    assert wire.failures("audit") == []


def test_events_about_no_customer_do_not_reach_the_timeline(wire: Wire, ada: str) -> None:
    wire.carry()
    said: dict[str, Any] = wire.published()
    wire.put("customers", {**said, "version": 2, "data": {**said["data"], "customers": []}})
    wire.carry()

    assert wire.failures("timeline") == []


def test_a_customer_who_leaves_the_trash_for_good_leaves_the_timeline_too(
    wire: Wire, desk: Browser, reader: Browser, ada: str
) -> None:
    desk.delete(ada)
    wire.carry()
    assert reader.get(f"{ada}/timeline").json["card"]["deletedAt"]

    expire(wire, ada)
    wire.carry()

    assert wire.published("CustomerPurged")["subject"] == ada[1:]
    assert reader.get(f"{ada}/timeline").status == 404
    assert ledger.balance(wire).lost == 0


def expire(wire: Wire, path: str) -> None:
    """What DynamoDB does when the time of a customer in the trash is over."""
    record = {"pk": f"{TENANT}#customer#{path.rpartition('/')[2]}", "sk": "record"}
    wire.tables["customers"].delete_item(Key=record)

"""A replay on the engine reaches the consumer that is named, with the part that was asked for, and nobody else."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from local.home import Home
from local.replaying import Part, replay
from tests.support.eventually import eventually

MANY = 3


@dataclass
class Place:
    """A bus with an archive and two consumers, `timeline` and `audit`, which have taken everything out already."""

    home: Home
    root: dict[str, str] = field(default_factory=dict)
    inboxes: dict[str, str] = field(default_factory=dict)

    @property
    def client(self) -> Callable[[str], Any]:
        return self.home.client

    def output(self, capability: str, name: str) -> str:
        return self.inboxes[capability]

    def received(self, capability: str) -> list[str]:
        """The tenants of what lies in an inbox, which is empty then."""
        return sorted(json.loads(body)["detail"]["tenant"] for body in _drained(self.home, self.inboxes[capability]))


@pytest.fixture
def place(engine: Home) -> Place:
    events, name = engine.client("events"), f"bus-{uuid4().hex[:8]}"
    bus = events.create_event_bus(Name=name)["EventBusArn"]
    archive = events.create_archive(ArchiveName=name, EventSourceArn=bus)["ArchiveArn"]
    made = Place(engine, {"BusName": name, "ArchiveArn": archive})
    for capability in ("timeline", "audit"):
        made.inboxes[capability] = _inbox(engine, name, capability)
    for tenant in ("one", "two"):
        _publish(engine, name, tenant)
    eventually(lambda: len(made.received("timeline")) == len(made.received("audit")) == 0)
    return made


def _inbox(home: Home, bus: str, capability: str) -> str:
    events, sqs = home.client("events"), home.client("sqs")
    url = sqs.create_queue(QueueName=f"{bus}-{capability}")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    pattern = json.dumps({"source": [{"prefix": "onestop."}]})
    events.put_rule(Name=f"{bus}-{capability}", EventBusName=bus, EventPattern=pattern)
    events.put_targets(Rule=f"{bus}-{capability}", EventBusName=bus, Targets=[{"Id": "inbox", "Arn": arn}])
    return str(url)


def _publish(home: Home, bus: str, tenant: str) -> None:
    entry = {"EventBusName": bus, "Source": "onestop.customers", "DetailType": "CustomerRegistered",
             "Detail": json.dumps({"tenant": tenant})}  # fmt: skip
    home.client("events").put_events(Entries=[entry] * MANY)


def _drained(home: Home, url: str) -> list[str]:
    sqs, bodies = home.client("sqs"), []
    while found := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        bodies += [message["Body"] for message in found]
        for message in found:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return bodies


def test_a_replay_reaches_the_consumer_named_and_no_other(place: Place) -> None:
    replay(place, "timeline")

    assert place.received("timeline") == ["one"] * MANY + ["two"] * MANY
    assert place.received("audit") == []


def test_a_replay_for_one_tenant_brings_only_his_events(place: Place) -> None:
    replay(place, "timeline", Part(tenant="two"))

    assert (place.received("timeline"), place.received("audit")) == (["two"] * MANY, [])


def test_a_replay_of_a_time_in_which_nothing_happened_brings_nothing(place: Place) -> None:
    yesterday = datetime.now(UTC) - timedelta(days=1)
    replay(place, "timeline", Part(since=yesterday - timedelta(days=1), until=yesterday))

    assert place.received("timeline") == []

"""From a table's stream to the bus, and from an inbox to a consumer: nothing lost, nothing twice, nobody held up."""

import json
from datetime import timedelta
from typing import Any

import boto3
import pytest
from boto3.dynamodb.types import TypeSerializer

from onestop import clock, inbox, relay
from onestop.errors import TryAgain
from onestop.events import Event
from onestop.observe import Fault
from onestop.once import Replayed
from tests.support.gateway import CONTEXT, TENANT

NOW = clock.timestamp()


def mark(number: int) -> dict[str, Any]:
    return {
        "id": f"E{number}", "type": "ToyMade", "version": 1, "tenant": TENANT, "actor": "member/M",
        "correlation": "c-1", "causation": None, "at": NOW,
    }  # fmt: skip


def image(number: int, version: int = 1, **more: Any) -> dict[str, Any]:
    item = {"pk": f"{TENANT}#toys#0", "sk": "T1", "type": "toy", "id": "T1", "name": "doll", "version": version}
    serialize = TypeSerializer().serialize
    return {n: serialize(v) for n, v in (item | {"event": json.dumps(mark(number))} | more).items()}


def change(number: int, new: Any, old: Any = None) -> dict[str, Any]:
    images = {name: value for name, value in (("NewImage", new), ("OldImage", old)) if value}
    return {"eventName": "MODIFY", "dynamodb": {"SequenceNumber": str(number), **images}}


@pytest.fixture
def sent(toys: Any) -> Any:
    """What reaches the bus, read from a queue that listens to everything."""
    queue = boto3.client("sqs").create_queue(QueueName="all")["QueueUrl"]
    events = boto3.client("events")
    events.create_event_bus(Name="test-bus")
    events.put_rule(Name="all", EventBusName="test-bus", EventPattern=json.dumps({"source": [{"prefix": "onestop."}]}))
    arn = "arn:aws:sqs:us-east-1:123456789012:all"
    events.put_targets(Rule="all", EventBusName="test-bus", Targets=[{"Id": "all", "Arn": arn}])

    def read() -> list[dict[str, Any]]:
        got = boto3.client("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages", [])
        return [json.loads(message["Body"]) for message in got]

    return read


def test_a_written_record_is_published_under_the_name_of_its_capability(sent: Any) -> None:
    from tests.layer.toy import Row  # noqa: PLC0415

    relay.opens("toys", Row)({"Records": [change(1, image(1))]}, CONTEXT)
    (message,) = sent()

    assert (message["source"], message["detail-type"]) == ("onestop.toys", "ToyMade")
    assert message["detail"]["subject"] == "toys/T1"
    assert message["detail"]["data"]["changes"]["name"] == {"before": None, "after": "doll"}


def test_a_write_without_a_new_mark_is_not_published(sent: Any) -> None:
    from tests.layer.toy import Row  # noqa: PLC0415

    relay.opens("toys", Row)({"Records": [change(1, image(1, price=4), image(1))]}, CONTEXT)

    assert sent() == []


def test_many_large_events_go_in_calls_that_the_bus_takes(sent: Any) -> None:
    from tests.layer.toy import Row  # noqa: PLC0415

    large = [change(n, image(n, name="x" * 60_000)) for n in range(12)]
    answer = relay.opens("toys", Row)({"Records": large}, CONTEXT)

    assert answer == {"batchItemFailures": []}
    assert len(sent() + sent()) == 12


def test_without_a_bus_the_stream_comes_again(toys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.layer.toy import Row  # noqa: PLC0415

    monkeypatch.setenv("EVENT_BUS", "arn:aws:events:us-east-1:123456789012:event-bus/gone")
    with pytest.raises(Fault, match="ResourceNotFoundException"):
        relay.opens("toys", Row)({"Records": [change(1, image(1))]}, CONTEXT)


def message(number: int, **more: Any) -> dict[str, Any]:
    detail = {
        "specversion": "1.0", "id": f"E{number}", "type": "ToyMade", "version": 1, "time": NOW, "tenant": TENANT,
        "actor": "member/M", "address": None, "correlation": "c-1", "causation": None, "subject": "toys/T1",
        "sequence": number, "data": {},
    } | more  # fmt: skip
    body = json.dumps({"source": "onestop.toys", "detail-type": detail["type"], "detail": detail})
    return {"messageId": f"m{number}", "eventSource": "aws:sqs", "body": body}


def failed(answer: dict[str, Any]) -> list[str]:
    return [each["itemIdentifier"] for each in answer["batchItemFailures"]]


def test_one_record_of_ten_that_fails_comes_again_alone() -> None:
    done: list[str] = []

    def consumer(event: Event) -> None:
        if event.sequence == 4:
            raise TryAgain()
        done.append(event.id)

    answer = inbox.opens({("ToyMade", 1): consumer})({"Records": [message(n) for n in range(10)]}, CONTEXT)

    assert failed(answer) == ["m4"]
    assert len(done) == 9


def test_a_batch_of_which_all_fail_is_reported_record_by_record() -> None:
    answer = inbox.opens({})({"Records": [message(1), message(2)]}, CONTEXT)

    assert failed(answer) == ["m1", "m2"]


@pytest.mark.parametrize("more", [{"version": 9}, {"type": "ToyEaten"}], ids=["version", "type"])
def test_an_event_that_nobody_here_knows_goes_the_way_to_the_dead_letters(more: dict[str, Any]) -> None:
    answer = inbox.opens({("ToyMade", 1): lambda event: None})({"Records": [message(1, **more)]}, CONTEXT)

    assert failed(answer) == ["m1"]


def test_an_event_older_than_the_memory_of_the_consumer_is_refused() -> None:
    old = message(1, time="2020-01-01T00:00:00.000Z")
    answer = inbox.opens({inbox.ANY: lambda event: None}, timedelta(days=14))({"Records": [old]}, CONTEXT)

    assert failed(answer) == ["m1"]


def test_an_event_delivered_again_is_done_with() -> None:
    def consumer(event: Event) -> None:
        raise Replayed(None)

    assert failed(inbox.opens({inbox.ANY: consumer})({"Records": [message(1)]}, CONTEXT)) == []


def test_what_is_no_event_of_ours_is_refused() -> None:
    bad = {"messageId": "m1", "eventSource": "aws:sqs", "body": "{}"}

    assert failed(inbox.opens({inbox.ANY: lambda event: None})({"Records": [bad]}, CONTEXT)) == ["m1"]

"""The bus delivers whole events, keeps what it cannot deliver, and replays to whom it is told."""

import itertools
import json
import time
from typing import Any

import pytest

from local.home import Home
from tests.support.eventually import eventually
from tests.support.functions import deployed

_numbers = itertools.count(1)


class Bus:
    """An event bus of its own, and the queues of its rules."""

    def __init__(self, home: Home) -> None:
        self.events, self.sqs = home.client("events"), home.client("sqs")
        self.name = f"bus-{next(_numbers)}"
        self.arn = self.events.create_event_bus(Name=self.name)["EventBusArn"]

    def queue(self, name: str) -> tuple[str, str]:
        """The address and the ARN of a new queue."""
        url = self.sqs.create_queue(QueueName=f"{self.name}-{name}")["QueueUrl"]
        answer = self.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
        return url, answer["Attributes"]["QueueArn"]

    def rule(self, name: str, target: str, **settings: Any) -> str:
        pattern = json.dumps({"source": ["shop"]})
        rule = self.events.put_rule(Name=name, EventBusName=self.name, EventPattern=pattern)["RuleArn"]
        targets = [{"Id": "target", "Arn": target, **settings}]
        self.events.put_targets(Rule=name, EventBusName=self.name, Targets=targets)
        return rule

    def send(self, **detail: Any) -> str:
        entry = {"Source": "shop", "DetailType": "Sold", "Detail": json.dumps(detail), "EventBusName": self.name}
        [sent] = self.events.put_events(Entries=[entry])["Entries"]
        return sent["EventId"]

    def receive(self, url: str) -> dict[str, Any]:
        """The next message of a queue, taken out of it."""
        request = {"QueueUrl": url, "MessageAttributeNames": ["All"]}
        [message] = eventually(lambda: self.sqs.receive_message(**request).get("Messages"))
        self.sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return message


@pytest.fixture
def bus(engine: Home) -> Bus:
    return Bus(engine)


def test_a_queue_receives_the_whole_envelope(bus):
    url, arn = bus.queue("inbox")
    bus.rule("to-inbox", arn)
    event_id = bus.send(name="tea")
    event = json.loads(bus.receive(url)["Body"])
    assert set(event) == {
        "version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail"
    }  # fmt: skip
    assert (event["id"], event["detail"]) == (event_id, {"name": "tea"})


@pytest.mark.parametrize("service", ["sqs", "lambda", "sns", "states"])
def test_an_event_for_a_target_that_is_gone_is_dead_lettered_with_the_reason(bus, service):
    url, arn = bus.queue("dead")
    kind = {"lambda": "function:", "states": "stateMachine:"}.get(service, "")
    missing = f"arn:aws:{service}:us-east-1:000000000000:{kind}nobody"
    rule = bus.rule("to-nobody", missing, DeadLetterConfig={"Arn": arn})
    event_id = bus.send()
    message = bus.receive(url)
    why = {name: value["StringValue"] for name, value in message["MessageAttributes"].items()}
    assert json.loads(message["Body"])["id"] == event_id
    assert (why["RULE_ARN"], why["TARGET_ARN"], why["ERROR_CODE"]) == (rule, missing, "NO_RESOURCE")


def test_a_function_that_fails_is_tried_again_and_then_tells_its_failure_queue(bus, engine):
    url, arn = bus.queue("failed")
    code = "def handler(event, context): raise ValueError(event['id'])"
    name = deployed(engine, code, DeadLetterConfig={"TargetArn": arn})
    bus.rule("to-function", f"arn:aws:lambda:us-east-1:000000000000:function:{name}")
    event_id = bus.send()
    assert event_id in bus.receive(url)["Body"]


def test_a_replay_reaches_only_the_chosen_rule(bus):
    (chosen_url, chosen), (other_url, other) = bus.queue("chosen"), bus.queue("other")
    rule = bus.rule("chosen", chosen)
    bus.rule("other", other)
    bus.events.create_archive(ArchiveName=bus.name, EventSourceArn=bus.arn)
    event_id = bus.send()
    for url in (chosen_url, other_url):
        bus.receive(url)
    replay(bus, rule)
    again = json.loads(bus.receive(chosen_url)["Body"])
    assert (again["id"], again["replay-name"]) == (event_id, bus.name)
    assert "Messages" not in bus.sqs.receive_message(QueueUrl=other_url)


def replay(bus: Bus, rule: str) -> None:
    """Replay the last hour into one rule, and wait until it is done."""
    now = time.time()
    bus.events.start_replay(
        ReplayName=bus.name,
        EventSourceArn=bus.events.describe_archive(ArchiveName=bus.name)["ArchiveArn"],
        EventStartTime=now - 3600,
        EventEndTime=now + 60,
        Destination={"Arn": bus.arn, "FilterArns": [rule]},
    )
    eventually(lambda: bus.events.describe_replay(ReplayName=bus.name)["State"] == "COMPLETED")

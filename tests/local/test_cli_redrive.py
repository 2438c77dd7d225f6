"""What failed goes back to the inbox, each message once."""

from dataclasses import dataclass
from typing import Any

import boto3
import pytest

from local.redriving import depth, redrive
from local.system import NotThere

KINDS = ("Url", "FailuresUrl")


@dataclass
class Queues:
    """A system that has nothing but the queues of one capability."""

    urls: dict[str, str]

    def outputs_of(self, capability: str) -> dict[str, str]:
        return self.urls

    def client(self, service: str) -> Any:
        return boto3.client(service)


@pytest.fixture
def system(aws: None) -> Queues:
    sqs = boto3.client("sqs")
    names = {"InboxUrl": "inbox", "InboxFailuresUrl": "failures"}
    return Queues({output: sqs.create_queue(QueueName=name)["QueueUrl"] for output, name in names.items()})


def test_every_failed_event_is_in_the_inbox_again(system: Queues) -> None:
    sqs = boto3.client("sqs")
    for number in range(25):
        sqs.send_message(QueueUrl=system.urls["InboxFailuresUrl"], MessageBody=f"event {number}")

    assert redrive(system, "timeline") == 25
    assert depth(sqs, system.urls["InboxUrl"]) == 25
    assert depth(sqs, system.urls["InboxFailuresUrl"]) == 0


def test_without_failures_nothing_happens(system: Queues) -> None:
    assert redrive(system, "timeline") == 0


def test_webhooks_that_failed_go_back_to_their_own_queue(system: Queues) -> None:
    sqs = boto3.client("sqs")
    system.urls |= {f"Webhooks{kind}": sqs.create_queue(QueueName=f"hooks-{kind}")["QueueUrl"] for kind in KINDS}
    sqs.send_message(QueueUrl=system.urls["WebhooksFailuresUrl"], MessageBody="webhook")

    assert redrive(system, "payments") == 1
    assert (depth(sqs, system.urls["WebhooksUrl"]), depth(sqs, system.urls["InboxUrl"])) == (1, 0)


def test_a_queues_turns_that_failed_stay_in_their_group(system: Queues) -> None:
    sqs, fifo = boto3.client("sqs"), {"FifoQueue": "true"}
    for kind in KINDS:
        system.urls[f"Turns{kind}"] = sqs.create_queue(QueueName=f"turns-{kind}.fifo", Attributes=fifo)["QueueUrl"]
    said = {"MessageBody": "turn", "MessageGroupId": "tenant.queue", "MessageDeduplicationId": "cause"}
    sqs.send_message(QueueUrl=system.urls["TurnsFailuresUrl"], **said)

    assert redrive(system, "routing") == 1
    asked = {"QueueUrl": system.urls["TurnsUrl"], "AttributeNames": ["All"]}
    [message] = sqs.receive_message(**asked)["Messages"]
    assert message["Attributes"]["MessageGroupId"] == "tenant.queue"


def test_a_capability_that_hears_nothing_has_nothing_to_redrive() -> None:
    with pytest.raises(NotThere, match="catalog has no inbox"):
        redrive(Queues({"TableName": "catalog", "RelayFailuresUrl": "relay"}), "catalog")

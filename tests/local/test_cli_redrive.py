"""What failed goes back to the inbox, each message once."""

from dataclasses import dataclass
from typing import Any

import boto3
import pytest

from local.redriving import depth, redrive


@dataclass
class Queues:
    """A system that has nothing but the two queues of one capability."""

    urls: dict[str, str]

    def output(self, capability: str, name: str) -> str:
        return self.urls[name]

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

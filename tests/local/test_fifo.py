"""A FIFO queue and its function: the order within a group, one batch of a group at a time, one message for one id."""

import itertools
import json
from collections.abc import Iterator
from typing import Any

import pytest

from local.home import Home
from tests.support.eventually import eventually
from tests.support.functions import deployed

# Writes down when each call began and ended, and what it was given; fails once for what is called `late`.
CODE = """
    import json, os, time, boto3

    sqs, calls, failed = boto3.client("sqs"), os.environ["CALLS"], set()

    def handler(event, context):
        begun, records = time.time(), event["Records"]
        late = [each["messageId"] for each in records if each["body"] == "late" and each["messageId"] not in failed]
        failed.update(late)
        said = {"groups": sorted({each["attributes"]["MessageGroupId"] for each in records}),
                "bodies": [each["body"] for each in records if each["messageId"] not in late],
                "begun": begun, "ended": time.time()}
        sqs.send_message(QueueUrl=calls, MessageBody=json.dumps(said))
        return {"batchItemFailures": [{"itemIdentifier": each} for each in late]}
"""
_numbers = itertools.count(1)


class Line:
    """A FIFO queue with a function that writes down its calls."""

    def __init__(self, home: Home, visibility: int) -> None:
        self.sqs, name = home.client("sqs"), f"fifo-{next(_numbers)}"
        self.calls = self.sqs.create_queue(QueueName=f"{name}-calls")["QueueUrl"]
        attributes = {"FifoQueue": "true", "DeduplicationScope": "messageGroup", "VisibilityTimeout": str(visibility)}
        self.url = self.sqs.create_queue(QueueName=f"{name}.fifo", Attributes=attributes)["QueueUrl"]
        self.arn = f"arn:aws:sqs:us-east-1:000000000000:{name}.fifo"
        self.home, self.seen = home, list[dict[str, Any]]()

    def connect(self) -> None:
        function = deployed(self.home, CODE, Environment={"Variables": {"CALLS": self.calls}})
        self.home.client("lambda").create_event_source_mapping(
            EventSourceArn=self.arn,
            FunctionName=function,
            BatchSize=3,
            FunctionResponseTypes=["ReportBatchItemFailures"],
        )

    def send(self, group: str, *bodies: str, ids: Iterator[str] | None = None) -> None:
        for body in bodies:
            name = next(ids) if ids else f"{group}-{body}"
            self.sqs.send_message(
                QueueUrl=self.url, MessageBody=body, MessageGroupId=group, MessageDeduplicationId=name
            )

    def given(self, number: int) -> list[str]:
        """The messages in the order in which they were given to the function, once there are so many."""
        return eventually(lambda: found if len(found := self._bodies()) >= number else [])

    def _bodies(self) -> list[str]:
        for message in self.sqs.receive_message(QueueUrl=self.calls, MaxNumberOfMessages=10).get("Messages", []):
            self.seen.append(json.loads(message["Body"]))
            self.sqs.delete_message(QueueUrl=self.calls, ReceiptHandle=message["ReceiptHandle"])
        return [body for call in sorted(self.seen, key=lambda each: each["begun"]) for body in call["bodies"]]


@pytest.fixture
def line(engine: Home) -> Line:
    return Line(engine, visibility=30)


def test_messages_of_a_group_come_in_the_order_in_which_they_were_sent(line: Line) -> None:
    line.connect()
    names = [f"{number:02}" for number in range(20)]
    line.send("one", *names)

    assert line.given(20) == names


def test_a_group_has_one_batch_under_way(line: Line) -> None:
    for number in range(6):
        for group in ("one", "two"):
            line.send(group, f"{group}-{number}")
    line.connect()
    line.given(12)
    for group in ("one", "two"):
        times = sorted((each["begun"], each["ended"]) for each in line.seen if group in each["groups"])
        assert all(first[1] <= second[0] for first, second in itertools.pairwise(times))


def test_what_failed_holds_up_its_own_group_and_no_other(engine: Home) -> None:
    line = Line(engine, visibility=8)
    line.connect()
    line.send("one", "late")
    line.send("two", "meanwhile")
    assert line.given(1) == ["meanwhile"]

    line.send("one", "after")
    assert line.given(3) == ["meanwhile", "late", "after"]


def test_one_id_of_a_group_is_one_message_and_that_of_another_group_another(line: Line) -> None:
    line.connect()
    line.send("one", "first", "again", ids=iter(("same", "same")))
    line.send("two", "other", ids=iter(("same",)))
    line.send("one", "last")

    assert sorted(line.given(3)) == ["first", "last", "other"]

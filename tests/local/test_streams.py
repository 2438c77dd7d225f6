"""A stream's function sees every record in order, and one bad record is set aside as the mapping says."""

import itertools
import json
from typing import Any

import pytest

from local.home import Home
from tests.support.eventually import eventually
from tests.support.functions import deployed

# Writes down what it was given; fails for every record that is called bad.
CODE = """
    import json, os, boto3

    sqs, calls = boto3.client("sqs"), os.environ["CALLS"]

    def handler(event, context):
        names = [record["dynamodb"]["Keys"]["pk"]["S"] for record in event["Records"]]
        sqs.send_message(QueueUrl=calls, MessageBody=json.dumps(names))
        bad = [r["dynamodb"]["SequenceNumber"] for r in event["Records"] if "bad" in r["dynamodb"]["Keys"]["pk"]["S"]]
        if bad and os.environ["MODE"] == "raise":
            raise ValueError("bad record")
        return {"batchItemFailures": [{"itemIdentifier": number} for number in bad]}
"""
PARTIAL = {"FunctionResponseTypes": ["ReportBatchItemFailures"]}

_numbers = itertools.count(1)


class Stream:
    """A table with a stream, a function that writes down its calls, and a queue for what is given up."""

    def __init__(self, home: Home) -> None:
        self.home, self.name = home, f"stream-{next(_numbers)}"
        self.dynamodb, self.sqs = home.client("dynamodb"), home.client("sqs")
        self.calls, self.dead = self._queue("calls"), self._queue("dead")
        table = self.dynamodb.create_table(
            TableName=self.name,
            BillingMode="PAY_PER_REQUEST",
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
            StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
        )
        self.arn = table["TableDescription"]["LatestStreamArn"]

    def put(self, *names: str) -> None:
        for name in names:
            self.dynamodb.put_item(TableName=self.name, Item={"pk": {"S": name}})

    def connect(self, mode: str = "report", **settings: Any) -> None:
        """Map the stream to the function, giving up after two retries."""
        variables = {"CALLS": self.calls, "MODE": mode}
        name = deployed(self.home, CODE, Environment={"Variables": variables})
        self.home.client("lambda").create_event_source_mapping(
            EventSourceArn=self.arn,
            FunctionName=name,
            StartingPosition="TRIM_HORIZON",
            DestinationConfig={"OnFailure": {"Destination": self._arn(self.dead)}},
            **{"MaximumRetryAttempts": 2, **settings},
        )

    def seen(self, last: str) -> list[list[str]]:
        """All calls of the function so far, once `last` was in one of them."""
        calls: list[list[str]] = []

        def done() -> bool:
            calls.extend(json.loads(body) for body in self._received(self.calls))
            return any(last in call for call in calls)

        eventually(done)
        return calls

    def given_up(self) -> dict[str, Any]:
        [body] = eventually(lambda: self._received(self.dead))
        return json.loads(body)

    def _received(self, url: str) -> list[str]:
        messages = self.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
        return [message["Body"] for message in sorted(messages, key=lambda each: each["Body"])]

    def _queue(self, name: str) -> str:
        return self.sqs.create_queue(QueueName=f"{self.name}-{name}")["QueueUrl"]

    def _arn(self, url: str) -> str:
        return f"arn:aws:sqs:us-east-1:000000000000:{url.rsplit('/', 1)[1]}"


@pytest.fixture
def stream(engine: Home) -> Stream:
    return Stream(engine)


def test_a_new_mapping_begins_with_what_was_written_before_it(stream):
    stream.put("first", "second")
    stream.connect()
    assert stream.seen("second") == [["first", "second"]]


def test_a_reported_failure_is_repeated_from_the_failed_record_on(stream):
    stream.put("one", "bad", "three")
    stream.connect(**PARTIAL)
    assert stream.given_up()["DDBStreamBatchInfo"]["batchSize"] == 2
    stream.put("four")
    calls = stream.seen("four")
    assert sorted(calls) == sorted([["one", "bad", "three"], *[["bad", "three"]] * 2, ["four"]])


def test_bisection_gives_up_the_bad_record_alone(stream):
    stream.put("one", "two", "bad", "four")
    stream.connect("raise", BisectBatchOnFunctionError=True)
    assert stream.given_up()["DDBStreamBatchInfo"]["batchSize"] == 1
    stream.put("five")
    good = {name for call in stream.seen("five") if "bad" not in call for name in call}
    assert good == {"one", "two", "four", "five"}


def test_a_failing_batch_is_tried_as_often_as_the_mapping_says(stream):
    stream.put("bad")
    stream.connect("raise")
    assert stream.given_up()["requestContext"]["condition"] == "RetryAttemptsExhausted"
    stream.put("good")
    assert sorted(stream.seen("good")) == [["bad"], ["bad"], ["bad"], ["good"]]


def test_a_failing_stream_holds_up_no_other(stream, engine):
    stream.put("bad")
    stream.connect("raise", MaximumRetryAttempts=-1)
    neighbour = Stream(engine)
    neighbour.connect()
    neighbour.put("good")
    assert neighbour.seen("good") == [["good"]]

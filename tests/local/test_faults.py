"""Faults on demand: each does what it says, as often as it says, and only where they are allowed."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from botocore.exceptions import ClientError

from local.engine.faults.control import PATH
from local.engine.faults.plan import Fault, Plan
from local.home import Home
from tests.support.engines import an_engine
from tests.support.eventually import eventually
from tests.support.functions import called, deployed

Order = Callable[..., dict[str, int]]
WRITER = """
    import os, urllib.request
    def handler(event, context):
        body = b'{"TableName": "shelf", "Item": {"pk": {"S": "book"}}}'
        headers = {"X-Amz-Target": "DynamoDB_20120810.PutItem", "Content-Type": "application/x-amz-json-1.0",
                   "Authorization": "AWS4-HMAC-SHA256 Credential=000000000000/20260101/us-east-1/dynamodb/aws4_request"}
        urllib.request.urlopen(urllib.request.Request(os.environ["AWS_ENDPOINT_URL"], body, headers)).read()
        return "written"
"""
LISTENER = """
    def handler(event, context):
        print("heard", *(record["body"] for record in event["Records"]))
"""


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with an_engine(tmp_path_factory.mktemp("faulty"), ONESTOP_FAULTS="1") as home:
        home.client("dynamodb").create_table(
            TableName="shelf", BillingMode="PAY_PER_REQUEST", KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        )  # fmt: skip
        yield home


@pytest.fixture
def order(faulty: Home) -> Iterator[Order]:
    """Orders faults, and says how many of each kind there were so far; none are left afterwards."""

    def ordered(*faults: dict[str, Any]) -> dict[str, int]:
        answer = requests.post(faulty.address + PATH, json={"seed": 7, "faults": faults}, timeout=10)
        answer.raise_for_status()
        return dict(answer.json()["struck"])

    yield ordered
    ordered()


def test_a_throttled_table_refuses_as_often_as_was_ordered(faulty: Home, order: Order) -> None:
    order({"kind": "throttle", "on": "dynamodb PutItem shelf", "times": 1})
    table = faulty.client("dynamodb")
    answer = table.put_item(TableName="shelf", Item={"pk": {"S": "book"}})

    assert answer["ResponseMetadata"]["RetryAttempts"] == 1, "boto3 tries again by itself"


def test_a_bus_that_refuses_some_publishes_the_others(faulty: Home, order: Order) -> None:
    order({"kind": "refuse", "on": "events onestop.bad"})
    entries = [{"Source": f"onestop.{name}", "DetailType": "Said", "Detail": "{}"} for name in ("good", "bad", "good")]
    answer = faulty.client("events").put_events(Entries=entries)

    assert [each.get("ErrorCode") for each in answer["Entries"]] == [None, "InternalFailure", None]
    assert answer["FailedEntryCount"] == 1


def test_a_bus_that_is_down_answers_500(faulty: Home, order: Order) -> None:
    order({"kind": "reject", "on": "events PutEvents"})
    with pytest.raises(ClientError, match="InternalFailure"):
        faulty.client("events").put_events(Entries=[{"Source": "a", "DetailType": "b", "Detail": "{}"}])


def test_a_worker_killed_in_mid_write_has_written_and_answers_nothing(faulty: Home, order: Order) -> None:
    writer, table = deployed(faulty, WRITER), faulty.client("dynamodb")
    table.delete_item(TableName="shelf", Key={"pk": {"S": "book"}})
    order({"kind": "kill", "on": "dynamodb PutItem shelf", "times": 1, "victim": "main.handler"})

    assert called(faulty, writer)["errorType"] == "Runtime.ExitError"
    assert "Item" in table.get_item(TableName="shelf", Key={"pk": {"S": "book"}})
    assert called(faulty, writer) == "written"


@pytest.mark.parametrize(("kind", "heard"), [("double", 2), ("fail", 1), ("delay", 1), ("reorder", 1), ("lose", 0)])
def test_a_message_is_delivered_as_well_as_was_ordered(faulty: Home, order: Order, kind: str, heard: int) -> None:
    before = order({"kind": kind, "on": "aws:sqs", "times": 1}).get(kind, 0)
    name, queue = listening(faulty)
    faulty.client("sqs").send_message(QueueUrl=queue, MessageBody="hello")
    eventually(lambda: emptied(faulty, queue))

    assert said_by(faulty, name).count("heard hello") == heard
    assert order().get(kind) == before + 1


def listening(home: Home) -> tuple[str, str]:
    """A function and the queue that it listens to."""
    name, sqs = deployed(home, LISTENER), home.client("sqs")
    queue = sqs.create_queue(QueueName=name, Attributes={"VisibilityTimeout": "1"})["QueueUrl"]
    arn = f"arn:aws:sqs:us-east-1:000000000000:{name}"
    home.client("lambda").create_event_source_mapping(FunctionName=name, EventSourceArn=arn)
    return name, queue


def emptied(home: Home, queue: str) -> bool:
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    found = home.client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=names)["Attributes"]
    return not any(map(int, found.values()))


def said_by(home: Home, name: str) -> str:
    logs = home.client("logs")
    try:
        return "\n".join(e["message"] for e in logs.filter_log_events(logGroupName=f"/aws/lambda/{name}")["events"])
    except logs.exceptions.ResourceNotFoundException:
        return ""


def test_an_order_that_makes_no_sense_is_refused(faulty: Home) -> None:
    for body in ("", "[]", "{}", json.dumps({"faults": [{"kind": "earthquake"}]})):
        assert requests.post(faulty.address + PATH, data=body, timeout=10).json()["code"] == "BadFault"


def test_an_engine_has_no_faults_unless_it_was_started_with_them(tmp_path: Path) -> None:
    with an_engine(tmp_path, ONESTOP_FAULTS="") as engine:
        assert "struck" not in requests.get(engine.address + PATH, timeout=10).text


def test_the_same_seed_strikes_the_same_calls() -> None:
    def struck(seed: int) -> list[bool]:
        plan = Plan()
        plan.replace(seed, [Fault("throttle", rate=0.5)])
        return [plan.strikes("throttle", "dynamodb PutItem") is not None for _ in range(50)]

    assert struck(1) == struck(1) != struck(2)

"""The instant service that clients are measured against."""

import zlib
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
import requests
from botocore.exceptions import ClientError

from bench.stub import answering, learn

FOUND = {"Item": {"pk": {"S": "a"}}}


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    with answering({"DynamoDB_20120810.GetItem": FOUND}) as address:
        yield address


def client(endpoint: str) -> Any:
    return boto3.client("dynamodb", endpoint_url=endpoint, region_name="us-east-1")


def test_an_announced_operation_is_answered_to_a_real_client(endpoint: str) -> None:
    answer = client(endpoint).get_item(TableName="any", Key={"pk": {"S": "a"}})

    assert answer["Item"] == FOUND["Item"]


def test_another_operation_is_refused_by_name(endpoint: str) -> None:
    with pytest.raises(ClientError, match=r"UnknownOperationException.*DynamoDB_20120810.PutItem"):
        client(endpoint).put_item(TableName="any", Item={"pk": {"S": "a"}})


def test_a_connection_is_kept_and_each_answer_has_its_checksum(endpoint: str) -> None:
    with requests.Session() as session:
        for _ in range(2):
            answer = session.post(endpoint, data=b"{}", headers={"X-Amz-Target": "DynamoDB_20120810.GetItem"})
            assert int(answer.headers["x-amz-crc32"]) == zlib.crc32(answer.content)
    assert "connection" not in answer.headers


def test_several_answers_come_in_turn_and_others_may_be_learned(endpoint: str) -> None:
    items = [{"Item": {"pk": {"S": name}}} for name in "ab"]
    learn(endpoint, {"DynamoDB_20120810.GetItem": items})
    asked = [client(endpoint).get_item(TableName="any", Key={"pk": {"S": "?"}})["Item"]["pk"]["S"] for _ in range(3)]
    learn(endpoint, {"DynamoDB_20120810.GetItem": FOUND})

    assert asked == ["a", "b", "a"]

import json
from typing import Any

import boto3
import pytest

from tests.support import stacks
from tests.support.gateway import Browser


@pytest.fixture
def queue(aws: None) -> str:
    """The address of a dead-letter queue with nothing in it."""
    return str(boto3.client("sqs").create_queue(QueueName="failures")["QueueUrl"])


@pytest.fixture
def table(aws: None) -> Any:
    name, declared = "watched", stacks.table_of("customers")
    boto3.client("dynamodb").create_table(TableName=name, **declared)
    return boto3.resource("dynamodb").Table(name)


@pytest.fixture
def visitor(table: Any, queue: str, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """Somebody without a token, in a house of one capability."""
    from portal.api import app  # noqa: PLC0415  after the environment

    monkeypatch.setenv("WATCHED", "/onestop/test/watched")
    owned = json.dumps({"table": table.name, "failures": [queue]})
    boto3.client("ssm").put_parameter(Name="/onestop/test/watched/customers", Value=owned, Type="String")
    return Browser(app, tenant="", actor="")

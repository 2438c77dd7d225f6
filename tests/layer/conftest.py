"""A toy capability: one record with a name and a number, behind the real layer."""

import os
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from tests.support.gateway import Browser

os.environ["TOYS_TABLE"] = "test-toys"


@pytest.fixture
def toys(aws: None) -> Iterator[Any]:
    from tests.layer import toy  # noqa: PLC0415  needs the environment above

    toy.Row.create_table(wait=True, billing_mode="PAY_PER_REQUEST")
    boto3.client("secretsmanager").create_secret(Name="test-cursor-secret", SecretString="not a secret")
    yield boto3.resource("dynamodb").Table("test-toys")


@pytest.fixture
def shop(toys: Any) -> Browser:
    from tests.layer import toy  # noqa: PLC0415

    return Browser(toy.app)

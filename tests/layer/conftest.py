"""A toy capability: one record with a name and a number, behind the real layer."""

import os
from typing import Any

import boto3
import pytest

from tests.support.gateway import Browser

os.environ.update(TOYS_TABLE="test-toys", TIMERS_TABLE="test-timers")


@pytest.fixture(params=["botocore", "thin"])
def transport(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How the layer calls AWS: whatever is true of the one is true of the other."""
    monkeypatch.setenv("ONESTOP_TRANSPORT", request.param)
    return str(request.param)


@pytest.fixture
def toys(transport: str, aws: None) -> Any:
    from tests.layer import toy  # noqa: PLC0415  needs the environment above

    toy.Row.create_table(wait=True, billing_mode="PAY_PER_REQUEST")
    boto3.client("secretsmanager").create_secret(Name="test-cursor-secret", SecretString="not a secret")
    return boto3.resource("dynamodb").Table("test-toys")


@pytest.fixture
def shop(toys: Any) -> Browser:
    from tests.layer import toy  # noqa: PLC0415

    return Browser(toy.app)

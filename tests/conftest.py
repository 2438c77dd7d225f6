"""What all tests share. The environment is that of a Lambda, with names that lead nowhere."""

import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, settings

from tests.support.moto import empty_aws

TABLES = (
    "audit", "catalog", "customers", "floor", "identity", "orders", "payments", "returns", "routing", "sandbox",
    "tickets", "timeline", "workforce",
)  # fmt: skip
# How long an example takes says how busy the machine is, not whether what is tested is right.
settings.register_profile("onestop", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("onestop")
os.environ.update(
    AWS_ACCESS_KEY_ID="test",
    AWS_SECRET_ACCESS_KEY="test",
    AWS_DEFAULT_REGION="us-east-1",
    AWS_EC2_METADATA_DISABLED="true",
    POWERTOOLS_METRICS_NAMESPACE="OneStop",
    POWERTOOLS_DEV="false",
    EVENT_BUS="test-bus",
    CURSOR_SECRET="test-cursor-secret",
    AUDIT_RETENTION_DAYS="2557",
    CATALOG_SAGA="test-catalog-saga",
    CUSTOMERS_SAGA="test-customers-saga",
    SANDBOX_SECRET="test-sandbox-secret",
    WEBHOOKS_QUEUE="https://sqs.us-east-1.amazonaws.com/123456789012/test-webhooks",
    ATTACHMENTS_BUCKET="test-attachments",
    SOCKETS_API="test-sockets",
    TURNS_QUEUE="https://sqs.us-east-1.amazonaws.com/123456789012/test-turns.fifo",
    TIMEOUTS_QUEUE="https://sqs.us-east-1.amazonaws.com/123456789012/test-timeouts",
    SAGAS="arn:aws:states:us-east-1:123456789012:stateMachine:onestop-test-",
    **{f"{name.upper()}_TABLE": f"test-{name}" for name in TABLES},
)
os.environ.setdefault("ONESTOP_TRANSPORT", "botocore")
os.environ.pop("AWS_PROFILE", None)
# Only the journeys go anywhere: they look for their LocalStack by its other name.
if named := os.environ.pop("AWS_ENDPOINT_URL", None):
    os.environ["LOCALSTACK_HOST"] = urlsplit(named).netloc


@pytest.fixture
def aws() -> Iterator[None]:
    """AWS in this process, empty."""
    with empty_aws():
        yield


@pytest.fixture(autouse=True)
def nothing_is_left_behind() -> Iterator[None]:
    """An address that a test leaves in the environment would send all that come after it over the network."""
    before = _addresses()
    yield
    assert _addresses() == before


def _addresses() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("AWS_ENDPOINT_URL")}

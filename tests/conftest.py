"""What all tests share. The environment is that of a Lambda, with names that lead nowhere."""

import os
from collections.abc import Iterator

import botocore.loaders
import botocore.session
import pytest

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
    **{f"{name.upper()}_TABLE": f"test-{name}" for name in ("audit", "customers", "identity", "timeline")},
)
os.environ.setdefault("ONESTOP_TRANSPORT", "botocore")
os.environ.pop("AWS_PROFILE", None)
os.environ.pop("AWS_ENDPOINT_URL", None)


# moto gives each test a new session, which would read the descriptions of all services anew.
_DESCRIPTIONS = botocore.loaders.create_loader()


@pytest.fixture
def aws() -> Iterator[None]:
    """AWS in this process, empty."""
    import boto3  # noqa: PLC0415  only tests with tables pay for it
    from moto import mock_aws  # noqa: PLC0415

    with mock_aws():
        session = botocore.session.get_session()
        session.register_component("data_loader", _DESCRIPTIONS)
        boto3.setup_default_session(botocore_session=session)
        yield

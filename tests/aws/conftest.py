from collections.abc import Iterator

import pytest

from onestop import aws
from onestop.aws import credentials, fallback, skew
from tests.support.moto import empty_aws

TABLE = {
    "TableName": "things",
    "BillingMode": "PAY_PER_REQUEST",
    "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
    "AttributeDefinitions": [{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")],
}


@pytest.fixture(autouse=True)
def afresh() -> Iterator[None]:
    """What the transport remembers of its surroundings is forgotten."""
    skew.clock.ahead = 0
    credentials.forget()
    fallback._client.cache_clear()
    fallback._s3.cache_clear()
    yield
    skew.clock.ahead = 0
    fallback._client.cache_clear()
    fallback._s3.cache_clear()


@pytest.fixture(params=["botocore", "thin"])
def either(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty AWS behind one and the same server, and the transport by which it is called."""
    monkeypatch.setenv("ONESTOP_TRANSPORT", request.param)
    with empty_aws(served=True):
        yield str(request.param)


@pytest.fixture
def things(either: str) -> None:
    """A table."""
    aws.call("dynamodb", "CreateTable", **TABLE)

"""Links to objects are those that botocore makes, and S3 says what is behind them."""

from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

import boto3
import pytest
import requests
from botocore.config import Config
from freezegun import freeze_time

from onestop.aws import objects

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
KEY = "01J/报告 (final)+~.pdf"


@pytest.fixture
def bucket(either: str) -> str:
    boto3.client("s3").create_bucket(Bucket="things")
    return "things"


def theirs(operation: str, style: str, **said: str) -> str:
    """botocore's own link for the same."""
    config = Config(signature_version="s3v4", s3={"addressing_style": style})
    session = boto3.Session()  # of its own: one that is there already has read its credentials
    client = session.client("s3", region_name="eu-central-1", config=config)
    parameters = {"Bucket": "things", "Key": KEY, **said}
    return str(client.generate_presigned_url(operation, Params=parameters, ExpiresIn=900))


def parts(link: str) -> tuple[str, str, dict[str, str]]:
    cut = urlsplit(link)
    return cut.netloc, cut.path, dict(parse_qsl(cut.query))


@pytest.fixture
def frankfurt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_REGION", "eu-central-1")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "a/token+=")


@freeze_time(NOON)
def test_a_link_is_the_one_that_botocore_makes(frankfurt: None) -> None:
    ours = objects.link("GET", "things", KEY, 900, response_content_disposition='attachment; filename="a b"')
    assert parts(ours) == parts(
        theirs("get_object", "virtual", ResponseContentDisposition='attachment; filename="a b"')
    )


@freeze_time(NOON)
def test_a_link_to_one_shared_address_names_the_bucket_in_its_path(
    frankfurt: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:4566")
    assert parts(objects.link("GET", "things", KEY, 900)) == parts(theirs("get_object", "path"))


@freeze_time(NOON)
def test_a_link_is_bound_to_the_type_of_what_is_put(frankfurt: None) -> None:
    ours = objects.bound("PUT", "things", KEY, 900, {"content-type": "application/pdf"})
    assert parts(ours) == parts(theirs("put_object", "virtual", ContentType="application/pdf"))


def test_a_link_that_would_be_good_for_ever_is_not_made() -> None:
    with pytest.raises(ValueError, match="604800"):
        objects.link("GET", "things", KEY, 604_801)


def test_what_was_put_by_a_link_is_there_with_its_size_and_type(bucket: str) -> None:
    said = {"content-length": "5", "content-type": "text/plain; charset=utf-8"}
    link = objects.bound("PUT", bucket, KEY, 60, said)
    assert requests.put(link, "hello", headers=said, timeout=5).status_code == 200
    assert objects.stored(bucket, KEY) == objects.Stored(5, "text/plain; charset=utf-8")
    assert requests.get(objects.link("GET", bucket, KEY, 60), timeout=5).text == "hello"


def test_what_was_never_put_is_not_there(bucket: str) -> None:
    assert objects.stored(bucket, KEY) is None


def test_what_is_removed_is_not_there_and_may_be_removed_again(bucket: str) -> None:
    said = {"content-type": "text/plain"}
    requests.put(objects.bound("PUT", bucket, KEY, 60, said), "hello", headers=said, timeout=5)
    for _ in range(2):
        objects.remove(bucket, KEY)
        assert objects.stored(bucket, KEY) is None

"""Who signs: the environment's credentials as they are now, or a container's before they expire."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import CredentialRetrievalError

from onestop import aws
from onestop.aws import credentials
from tests.support.service import lined_up, refuses, says

FULL_URI = "AWS_CONTAINER_CREDENTIALS_FULL_URI"


@pytest.fixture
def snap_start(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment without credentials."""
    monkeypatch.setenv("ONESTOP_TRANSPORT", "thin")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    return monkeypatch


def given(key_id: str, minutes: float = 60) -> Any:
    """A container's answer with credentials that are good for so long."""
    expires = (datetime.now(UTC) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return says({"AccessKeyId": key_id, "SecretAccessKey": "s", "Token": "t", "Expiration": expires})


def test_new_credentials_in_the_environment_are_taken_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "new")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "token")

    assert (credentials.current().key_id, credentials.current().token) == ("new", "token")


def test_the_container_is_asked_once_while_its_credentials_are_good(snap_start: pytest.MonkeyPatch) -> None:
    with lined_up(given("A"), given("B")) as container:
        snap_start.setenv(FULL_URI, f"{container.url}/v1?x=1")
        found = [credentials.current().key_id for _ in range(3)]

    assert found == ["A", "A", "A"]
    assert container.requests[0].startswith(b"GET /v1?x=1 ")


def test_credentials_are_replaced_before_they_expire(snap_start: pytest.MonkeyPatch) -> None:
    with lined_up(given("A", minutes=9), given("B")) as container:
        snap_start.setenv(FULL_URI, container.url)

        assert [credentials.current().key_id for _ in range(2)] == ["A", "B"]


def test_credentials_that_are_still_good_serve_while_there_are_no_new_ones(snap_start: pytest.MonkeyPatch) -> None:
    broken = refuses("No", 500)
    with lined_up(given("A", minutes=9), broken, broken, broken) as container:
        snap_start.setenv(FULL_URI, container.url)

        assert [credentials.current().key_id for _ in range(2)] == ["A", "A"]


def test_no_credentials_to_be_had_is_a_failure_of_botocore(snap_start: pytest.MonkeyPatch) -> None:
    broken = refuses("No", 500)
    with lined_up(broken, broken, broken) as container:
        snap_start.setenv(FULL_URI, container.url)
        with pytest.raises(CredentialRetrievalError, match="500"):
            credentials.current()


def test_the_token_is_read_from_its_file_each_time(snap_start: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "token"
    snap_start.setenv("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", str(file))
    with lined_up(given("A", minutes=9), given("B")) as container:
        snap_start.setenv(FULL_URI, container.url)
        for token in ("first", "second"):
            file.write_text(token)
            credentials.current()

    assert [token in each for each, token in zip(container.requests, (b"first", b"second"), strict=True)] == [True] * 2


def test_the_token_goes_to_nobody_elsewhere_without_tls(snap_start: pytest.MonkeyPatch) -> None:
    snap_start.setenv(FULL_URI, "http://example.org/credentials")
    with pytest.raises(CredentialRetrievalError, match=r"example\.org"):
        credentials.current()


def test_a_service_that_says_they_have_expired_makes_them_be_fetched_again(snap_start: pytest.MonkeyPatch) -> None:
    with lined_up(given("A"), given("B")) as container, lined_up(refuses("ExpiredTokenException"), says({})) as service:
        snap_start.setenv(FULL_URI, container.url)
        snap_start.setenv("AWS_ENDPOINT_URL", service.url)
        aws.call("dynamodb", "ListTables")

    assert [b"Credential=B/" in each for each in service.requests] == [False, True]

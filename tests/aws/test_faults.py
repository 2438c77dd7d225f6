"""A network and a service that fail in every way they can."""

import json
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from botocore.exceptions import (
    BotoCoreError,
    ChecksumError,
    ClientError,
    ConnectionClosedError,
    EndpointConnectionError,
    NoCredentialsError,
    NoRegionError,
    ReadTimeoutError,
)

from onestop import aws
from onestop.aws.sending import send_to
from onestop.aws.services import SERVICES
from tests.support.service import Reaction, Service, breaks_off, hangs_up, is_silent, lined_up, refuses, says

FOUND = says({"Item": {"pk": {"S": "ada"}}})
THROTTLED = refuses("ProvisionedThroughputExceededException")
BROKEN = says(b"<html>no gateway</html>", 502)
HURRIED = replace(SERVICES["dynamodb"], seconds=0.05)


@pytest.fixture(autouse=True)
def thin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONESTOP_TRANSPORT", "thin")


def get(service: Service, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", service.url)
    return send_to(HURRIED, "GetItem", {"TableName": "things"})


@pytest.mark.parametrize(
    "fault",
    [THROTTLED, refuses("InternalServerError", 500), BROKEN, hangs_up, breaks_off, is_silent, says({}, crc=1)],
    ids=["throttled", "internal error", "no gateway", "hangs up", "breaks off", "silent", "garbled"],
)
def test_what_may_pass_is_tried_again(fault: Reaction, monkeypatch: pytest.MonkeyPatch) -> None:
    with lined_up(fault, fault, FOUND) as service:
        answer = get(service, monkeypatch)

    assert answer["Item"] == {"pk": {"S": "ada"}}
    assert answer["ResponseMetadata"]["RetryAttempts"] == 2


@pytest.mark.parametrize(
    ("fault", "raised"),
    [
        (THROTTLED, ClientError),
        (BROKEN, ClientError),
        (hangs_up, ConnectionClosedError),
        (breaks_off, ConnectionClosedError),
        (is_silent, ReadTimeoutError),
        (says({}, crc=1), ChecksumError),
    ],
    ids=["throttled", "no gateway", "hangs up", "breaks off", "silent", "garbled"],
)
def test_what_does_not_pass_is_raised_after_three_tries(
    fault: Reaction, raised: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    with lined_up(fault, fault, fault, FOUND) as service, pytest.raises(raised):
        get(service, monkeypatch)

    assert len(service.requests) == 3


def test_what_the_service_refuses_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with lined_up(refuses("ValidationException"), FOUND) as service, pytest.raises(ClientError) as refusal:
        get(service, monkeypatch)

    assert refusal.value.response["Error"] == {"Code": "ValidationException", "Message": "because"}
    assert len(service.requests) == 1


def test_a_proxy_that_answers_with_a_page_is_a_failure_with_its_status(monkeypatch: pytest.MonkeyPatch) -> None:
    with lined_up(BROKEN, BROKEN, BROKEN) as service, pytest.raises(ClientError) as failure:
        get(service, monkeypatch)

    assert failure.value.response["Error"]["Code"] == "502"


def test_nobody_at_the_address_is_an_endpoint_that_cannot_be_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    with lined_up() as service:
        pass
    with pytest.raises(EndpointConnectionError):
        get(service, monkeypatch)


def test_one_connection_serves_many_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    with lined_up(FOUND, FOUND, FOUND) as service:
        for _ in range(3):
            get(service, monkeypatch)

    assert service.connections == 1


@pytest.mark.parametrize("dead", [says({}, last=True), says({}, last=True, connection="close")], ids=["mute", "said"])
def test_a_kept_connection_that_has_died_is_replaced_without_a_retry(
    dead: Reaction, monkeypatch: pytest.MonkeyPatch
) -> None:
    with lined_up(dead, FOUND) as service:
        get(service, monkeypatch)
        answer = get(service, monkeypatch)

    assert (answer["ResponseMetadata"]["RetryAttempts"], service.connections) == (0, 2)


def test_a_kept_connection_that_dies_of_the_request_is_replaced_without_a_retry(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with lined_up(FOUND, hangs_up, FOUND) as service:
        get(service, monkeypatch)
        answer = get(service, monkeypatch)

    assert (answer["ResponseMetadata"]["RetryAttempts"], service.connections) == (0, 2)


def test_threads_do_not_share_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    with lined_up(says({}, last=True), FOUND) as service:
        get(service, monkeypatch)
        other = threading.Thread(target=get, args=(service, monkeypatch))
        other.start()
        other.join()

    assert service.connections == 2


def test_a_transaction_that_is_tried_again_has_the_same_token(monkeypatch: pytest.MonkeyPatch) -> None:
    with lined_up(hangs_up, says({})) as service:
        monkeypatch.setenv("AWS_ENDPOINT_URL", service.url)
        aws.call("dynamodb", "TransactWriteItems", TransactItems=[])
    first, second = (json.loads(each.partition(b"\r\n\r\n")[2]) for each in service.requests)

    assert first == second
    assert first["ClientRequestToken"]


def test_a_clock_that_is_off_is_set_by_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    skewed = says({"__type": "InvalidSignatureException"}, 400, date=format_datetime(tomorrow, usegmt=True))
    with lined_up(skewed, FOUND) as service:
        get(service, monkeypatch)

    assert f"x-amz-date: {tomorrow:%Y%m%dT}".encode() in service.requests[1]


def test_a_wrong_signature_at_the_right_time_is_not_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    now = format_datetime(datetime.now(UTC), usegmt=True)
    refusal = says({"__type": "InvalidSignatureException"}, 400, date=now)
    with lined_up(refusal, FOUND) as service, pytest.raises(ClientError):
        get(service, monkeypatch)

    assert len(service.requests) == 1


@pytest.mark.parametrize(
    ("missing", "raised"),
    [("AWS_ACCESS_KEY_ID", NoCredentialsError), ("AWS_DEFAULT_REGION", NoRegionError)],
)
def test_without_credentials_or_region_nothing_is_sent(
    missing: str, raised: type[BotoCoreError], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(missing)
    with lined_up(FOUND) as service, pytest.raises(raised):
        get(service, monkeypatch)

    assert service.requests == []

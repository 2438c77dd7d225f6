"""Sending to who is connected by WebSocket, over both transports."""

from collections.abc import Iterator

import pytest

from onestop.aws import websockets
from tests.support.connections import Gateway, listening

CONNECTION = "L0SM9cOFvHcCIhw="


@pytest.fixture(params=["thin", "botocore"])
def gateway(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gateway]:
    monkeypatch.setenv("ONESTOP_TRANSPORT", request.param)
    with listening() as found:
        monkeypatch.setenv("AWS_ENDPOINT_URL_EXECUTE_API", found.address)
        yield found


def test_a_message_comes_to_its_connection_and_is_signed(gateway: Gateway) -> None:
    assert websockets.post("api1", CONNECTION, b'{"a": 1}')
    assert gateway.of(CONNECTION) == [{"a": 1}]
    assert "/us-east-1/execute-api/aws4_request" in gateway.signed[0]


def test_who_has_gone_is_no_fault(gateway: Gateway) -> None:
    gateway.gone = {CONNECTION}
    assert websockets.post("api1", CONNECTION, b"{}") is False


def test_at_aws_an_api_has_a_host_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    assert websockets.address("api1") == "wss://api1.execute-api.us-east-1.amazonaws.com/v1"


def test_elsewhere_all_share_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:8700")
    assert websockets.address("api1") == "ws://127.0.0.1:8700/_aws/execute-api/api1/v1"

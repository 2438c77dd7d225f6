"""Busy services are called without detours, and nobody notices but the clock."""

import asyncio
import http.client
import socket

import boto3
import pytest
import uvloop
from botocore.config import Config
from botocore.exceptions import ClientError

from local.engine import shortcuts
from local.home import Home

SIGNED = b"AWS4-HMAC-SHA256 Credential=000000000000/20261122/us-east-1/dynamodb/aws4_request, SignedHeaders=host"
HEADERS = {b"authorization": SIGNED, b"x-amz-target": b"DynamoDB_20120810.GetItem"}
SCOPE = {"method": "POST", "path": "/", "query_string": b""}


def client_of(account: str, home: Home):
    keys = {"aws_access_key_id": account, "aws_secret_access_key": "local", "region_name": "us-east-1"}
    return boto3.client("dynamodb", endpoint_url=home.address, config=Config(retries={"total_max_attempts": 1}), **keys)


def test_a_signed_call_of_a_busy_service_goes_straight_to_it():
    assert shortcuts.service_of(SCOPE, HEADERS) == "dynamodb"


@pytest.mark.parametrize(
    ("scope", "headers"),
    [
        ({"method": "GET"}, {}),
        ({"path": "/bucket"}, {}),
        ({"query_string": b"X-Amz-Credential=1"}, {}),
        ({}, {b"authorization": b"Bearer abc"}),
        ({}, {b"content-encoding": b"gzip"}),
        ({}, {b"transfer-encoding": b"chunked"}),
        ({}, {b"x-amz-target": b"Logs_20140328.PutLogEvents"}),
    ],
)
def test_anything_else_is_left_to_ministack(scope, headers):
    assert shortcuts.service_of(SCOPE | scope, HEADERS | headers) is None


def test_a_call_belongs_to_the_account_of_its_key(engine: Home):
    key = [{"AttributeName": "pk", "KeyType": "HASH"}]
    kinds = [{"AttributeName": "pk", "AttributeType": "S"}]
    settings = {"KeySchema": key, "AttributeDefinitions": kinds, "BillingMode": "PAY_PER_REQUEST"}
    client_of("111111111111", engine).create_table(TableName="theirs", **settings)
    assert "theirs" in client_of("111111111111", engine).list_tables()["TableNames"]
    assert "theirs" not in client_of("000000000000", engine).list_tables()["TableNames"]


def test_a_refusal_has_its_code_and_a_request_id(engine: Home):
    with pytest.raises(ClientError) as refusal:
        client_of("000000000000", engine).describe_table(TableName="nowhere")
    assert refusal.value.response["Error"]["Code"] == "ResourceNotFoundException"
    assert refusal.value.response["ResponseMetadata"]["RequestId"]


def test_a_connection_is_kept(engine: Home):
    connection = http.client.HTTPConnection("127.0.0.1", engine.port, timeout=9)
    sockets = set()
    for path in ("/_ministack/health", "/v1/health", "/docs"):
        connection.request("GET", path)
        connection.getresponse().read()
        sockets.add(connection.sock)
    assert None not in sockets
    assert len(sockets) == 1


def test_the_loop_of_the_engine_does_not_wait_for_more_to_send():
    async def option() -> int:
        found = asyncio.get_running_loop().create_future()

        async def accept(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            accepted = writer.get_extra_info("socket")
            found.set_result(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        async with await asyncio.start_server(accept, "127.0.0.1", 0) as server:
            await asyncio.open_connection(*server.sockets[0].getsockname())
            return await found

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        assert runner.run(option()) != 0

"""The same calls over botocore, with the same patience."""

import os
from collections.abc import Mapping
from functools import cache
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from onestop.aws import websockets
from onestop.aws.exchange import CONNECT_SECONDS
from onestop.aws.sending import TRIES
from onestop.aws.services import SERVICES

NAMES = {"states": "stepfunctions"}


def send(service: str, operation: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The answer of an operation; see `onestop.aws.call`."""
    named = os.environ.get(f"AWS_ENDPOINT_URL_{SERVICES[service].setting}")
    answer: dict[str, Any] = _client(service, named)._make_api_call(operation, dict(parameters))
    return answer


@cache
def _client(service: str, _endpoint: str | None) -> Any:
    """A client for each endpoint that the environment has named, which boto3 reads by itself."""
    limits = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=SERVICES[service].seconds,
        retries={"total_max_attempts": TRIES, "mode": "standard"},
        parameter_validation=False,  # the service does that as well, and says it better
    )
    return boto3.client(NAMES.get(service, service), config=limits)


def invoke(function: str, payload: bytes, seconds: float) -> tuple[bytes, bool]:
    """What the function answers; see `onestop.aws.invoke`."""
    answer = _lambda(seconds, os.environ.get("AWS_ENDPOINT_URL_LAMBDA")).invoke(FunctionName=function, Payload=payload)
    return answer["Payload"].read(), "FunctionError" in answer


@cache
def _lambda(seconds: float, _endpoint: str | None) -> Any:
    """The same for a call of another function."""
    retries = {"total_max_attempts": 2, "mode": "standard"}
    return boto3.client("lambda", config=Config(connect_timeout=seconds, read_timeout=seconds, retries=retries))


def stored(bucket: str, key: str) -> tuple[int, str] | None:
    """Size in bytes and content type of an object, or None; see `onestop.aws.objects`."""
    try:
        found = _s3(os.environ.get("AWS_ENDPOINT_URL_S3")).head_object(Bucket=bucket, Key=key)
    except ClientError as failure:
        if failure.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
            return None
        raise
    return found["ContentLength"], found["ContentType"]


def remove(bucket: str, key: str) -> None:
    """Remove an object; see `onestop.aws.objects`."""
    _s3(os.environ.get("AWS_ENDPOINT_URL_S3")).delete_object(Bucket=bucket, Key=key)


@cache
def _s3(_endpoint: str | None) -> Any:
    return boto3.client("s3", config=Config(s3={"addressing_style": "path"}))


def posted(api: str, connection: str, message: bytes) -> None:
    """Send a message to who is connected; see `onestop.aws.websockets`."""
    place = websockets.endpoint(api)
    client = _connections(f"{'https' if place.secure else 'http'}://{place.authority}{place.path}")
    client.post_to_connection(ConnectionId=connection, Data=message)


@cache
def _connections(url: str) -> Any:
    return boto3.client("apigatewaymanagementapi", endpoint_url=url)

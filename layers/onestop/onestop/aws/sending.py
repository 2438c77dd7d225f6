"""One operation, tried until it is done, refused, or too late."""

import random
import time
import uuid
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError, ConnectionClosedError

from onestop.aws import credentials, failures, skew, values
from onestop.aws.connections import posted
from onestop.aws.endpoints import Endpoint, endpoint_of
from onestop.aws.exchange import Answer, CutShort
from onestop.aws.services import SERVICES, Service
from onestop.aws.signing import signed

TRIES = 3
FIRST_PAUSE = 0.05  # seconds; the longest pause doubles with each retry, how long one is lies anywhere below it
PATIENCE = 4  # seconds after which nothing is tried again: doors are given 10 and more, and their callers 29


def send(service: str, operation: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The answer of an operation; see `onestop.aws.call`."""
    return send_to(SERVICES[service], operation, parameters)


def send_to(service: Service, operation: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The answer of an operation of a service, after at most three tries."""
    body = values.encoded(_with_token(service, operation, parameters))
    started = time.monotonic()
    for retries in range(TRIES):
        try:
            return _tried(service, operation, body, retries)
        except (BotoCoreError, ClientError) as failure:
            late = time.monotonic() - started > PATIENCE
            if retries == TRIES - 1 or late or not (_mended(failure) or failures.may_pass(failure)):
                raise
        time.sleep(random.uniform(0, FIRST_PAUSE * 2**retries))  # noqa: S311  not a secret, only jitter
    raise AssertionError("the last try returns or raises")


def _with_token(service: Service, operation: str, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
    """With the token by which the service knows a repetition, so that a retry does nothing twice."""
    token = service.tokens.get(operation)
    return parameters if token is None or token in parameters else {**parameters, token: str(uuid.uuid4())}


def _tried(service: Service, operation: str, body: bytes, retries: int) -> dict[str, Any]:
    endpoint = endpoint_of(service)
    answer = _asked(endpoint, _request(service, operation, endpoint, body), service.seconds)
    failures.check(answer)
    if answer.status >= 300:
        raise failures.refused(service, operation, answer, retries)
    return {**values.decoded(service, operation, answer.body), "ResponseMetadata": failures.metadata(answer, retries)}


def _request(service: Service, operation: str, endpoint: Endpoint, body: bytes) -> bytes:
    named = {
        "host": endpoint.authority,
        "content-type": f"application/x-amz-json-{service.version}",
        "x-amz-target": f"{service.target}.{operation}",
    }
    scope = endpoint.region, service.name
    headers = signed(named, body, endpoint.path, credentials.current(), scope, skew.clock.now())
    lines = "".join([f"{name}: {value}\r\n" for name, value in headers.items()])
    return f"POST {endpoint.path} HTTP/1.1\r\n{lines}content-length: {len(body)}\r\n\r\n".encode() + body


def _asked(endpoint: Endpoint, request: bytes, seconds: float) -> Answer:
    try:
        return posted(endpoint, request, seconds)
    except CutShort as failure:
        raise ConnectionClosedError(endpoint_url=endpoint.url) from failure


def _mended(failure: Exception) -> bool:
    """Whether the reason of a refused signature was put right: credentials that expired, a clock that is off."""
    if not isinstance(failure, ClientError):
        return False
    code = failures.code_of(failure)
    if code in failures.EXPIRED:
        credentials.forget()
        return True
    headers = failure.response["ResponseMetadata"]["HTTPHeaders"]
    return code in failures.MISTIMED and skew.clock.corrected(headers.get("date"))

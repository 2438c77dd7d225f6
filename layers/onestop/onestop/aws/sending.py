"""One operation, tried until it is done, refused, or too late."""

import random
import time
import uuid
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from botocore.exceptions import BotoCoreError, ClientError, ConnectionClosedError

from onestop.aws import credentials, failures, skew, values
from onestop.aws.connections import posted
from onestop.aws.endpoints import Endpoint, endpoint_of
from onestop.aws.exchange import Answer, CutShort
from onestop.aws.services import SERVICES, Service
from onestop.aws.signing import signed

TRIES = 3
FIRST_PAUSE = 0.05  # seconds; the longest pause doubles with each retry, how long one is lies anywhere below it
Answered = TypeVar("Answered")
PATIENCE = 4  # seconds after which nothing is tried again: doors are given 10 and more, and their callers 29


def send(service: str, operation: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The answer of an operation; see `onestop.aws.call`."""
    return send_to(SERVICES[service], operation, parameters)


def send_to(service: Service, operation: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The answer of an operation of a service, after at most three tries."""
    body = values.encoded(_with_token(service, operation, parameters))
    return patiently(lambda retries: _tried(service, operation, body, retries))


def patiently(attempt: Callable[[int], Answered], tries: int = TRIES) -> Answered:
    """What `attempt` (given how many there were) answers, tried again where the failure may pass."""
    started = time.monotonic()
    for retries in range(tries):
        try:
            return attempt(retries)
        except (BotoCoreError, ClientError) as failure:
            late = time.monotonic() - started > PATIENCE
            if retries == tries - 1 or late or not (_mended(failure) or failures.may_pass(failure)):
                raise
        time.sleep(random.uniform(0, FIRST_PAUSE * 2**retries))  # noqa: S311  not a secret, only jitter
    raise AssertionError("the last try returns or raises")


def _with_token(service: Service, operation: str, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
    """With the token by which the service knows a repetition, so that a retry does nothing twice."""
    token = service.tokens.get(operation)
    return parameters if token is None or token in parameters else {**parameters, token: str(uuid.uuid4())}


def _tried(service: Service, operation: str, body: bytes, retries: int) -> dict[str, Any]:
    named = {
        "content-type": f"application/x-amz-json-{service.version}",
        "x-amz-target": f"{service.target}.{operation}",
    }
    answer = asked(service, endpoint_of(service), named, body, service.seconds)
    if answer.status >= 300:
        raise failures.refused(service, operation, answer, retries)
    return {**values.decoded(service, operation, answer.body), "ResponseMetadata": failures.metadata(answer, retries)}


def asked(service: Service, endpoint: Endpoint, named: Mapping[str, str], body: bytes, seconds: float) -> Answer:
    """The answer to one signed POST with the headers `named`; `ConnectionClosedError` where it breaks off."""
    scope, said = (endpoint.region, service.name), {"host": endpoint.authority, **named}
    headers = signed(said, body, endpoint.path, credentials.current(), scope, skew.clock.now())
    lines = "".join([f"{name}: {value}\r\n" for name, value in headers.items()])
    head = f"POST {endpoint.path} HTTP/1.1\r\n{lines}content-length: {len(body)}\r\n\r\n"
    try:
        answer = posted(endpoint, head.encode() + body, seconds)
    except CutShort as failure:
        raise ConnectionClosedError(endpoint_url=endpoint.url) from failure
    failures.check(answer)
    return answer


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

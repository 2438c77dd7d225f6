"""From an answer that is a failure to botocore's exception for it, and which failures may pass by themselves."""

from functools import lru_cache
from typing import Any
from zlib import crc32

import orjson
from botocore.exceptions import (
    ChecksumError,
    ClientError,
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ReadTimeoutError,
)

from onestop.aws import values
from onestop.aws.exchange import Answer
from onestop.aws.services import Service

# From the standard mode of https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
THROTTLED = frozenset({
    "BandwidthLimitExceeded", "EC2ThrottledException", "LimitExceededException", "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException", "RequestLimitExceeded", "RequestThrottled",
    "RequestThrottledException", "SlowDown", "ThrottledException", "Throttling", "ThrottlingException",
    "TooManyRequestsException", "TransactionInProgressException",
})  # fmt: skip
TRANSIENT = frozenset({"InternalError", "InternalServerError", "RequestTimeout", "RequestTimeoutException"})
EXPIRED = frozenset({"ExpiredToken", "ExpiredTokenException"})
MISTIMED = frozenset({
    "AuthFailure", "InvalidSignatureException", "RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
})  # fmt: skip
UNREACHED = (
    ChecksumError, ConnectionClosedError, ConnectTimeoutError, EndpointConnectionError, ReadTimeoutError
)  # fmt: skip


def may_pass(failure: Exception) -> bool:
    """Whether the same request may succeed in a moment."""
    if not isinstance(failure, ClientError):
        return isinstance(failure, UNREACHED)
    status = failure.response["ResponseMetadata"]["HTTPStatusCode"]
    return status >= 500 or code_of(failure) in THROTTLED | TRANSIENT


def code_of(failure: ClientError) -> str:
    return str(failure.response["Error"]["Code"])


def check(answer: Answer) -> None:
    """Raise `ChecksumError` where the body is not what the service sent."""
    expected = answer.headers.get("x-amz-crc32")
    if expected is not None and int(expected) != (actual := crc32(answer.body)):
        raise ChecksumError(checksum_type="crc32", expected_checksum=expected, actual_checksum=actual)


def refused(service: Service, operation: str, answer: Answer, retries: int) -> ClientError:
    """The `ClientError` of an answer that says no: the code, the message, and the members of that error."""
    said = _members(service, operation, answer.body)
    message = said.pop("message", None) or said.pop("Message", None) or ""
    code = str(said.pop("__type", None) or answer.headers.get("x-amzn-errortype") or answer.status)
    error = {"Message": message, "Code": code.partition(":")[0].rpartition("#")[2]}
    # A service that spoke the query protocol before has kept the codes of that time.
    legacy = answer.headers.get("x-amzn-query-error")
    if legacy:
        error |= {"QueryErrorCode": error["Code"], "Code": legacy.partition(";")[0]}
    kind = _kind(error.get("QueryErrorCode", error["Code"]))
    return kind({**said, "Error": error, "ResponseMetadata": metadata(answer, retries)}, operation)


@lru_cache(maxsize=64)
def _kind(code: str) -> type[ClientError]:
    """A class for each code, as botocore has it: a log often shows no more of an exception than its class."""
    return type(code, (ClientError,), {}) if code.isidentifier() else ClientError


def _members(service: Service, operation: str, body: bytes) -> dict[str, Any]:
    """The members of a failure; a proxy in between may have answered with a page, which has none."""
    try:
        said = values.decoded(service, operation, body)
    except orjson.JSONDecodeError:
        return {}
    return said if isinstance(said, dict) else {}


def metadata(answer: Answer, retries: int) -> dict[str, Any]:
    """What botocore tells about an answer."""
    return {
        "RequestId": answer.headers.get("x-amzn-requestid", ""),
        "HTTPStatusCode": answer.status,
        "HTTPHeaders": answer.headers,
        "RetryAttempts": retries,
    }

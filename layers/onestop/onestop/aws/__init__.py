"""Calls to AWS: `aws.call("dynamodb", "GetItem", TableName=..., Key=...)`, for services that speak JSON.

Nine tenths of what such a call costs in botocore is botocore. This transport does what is needed and no more: it signs,
sends over a connection that is kept, tries again where that helps, checks what came, and raises botocore's exceptions.
`ONESTOP_TRANSPORT=botocore` takes botocore instead: for proxies, profiles, FIPS endpoints, or in doubt. The same tests
run over both.
"""

import os
from importlib import import_module
from typing import Any

HOMES = {
    "thin": {"send": "sending", "invoke": "invoking"},
    "botocore": {"send": "fallback", "invoke": "fallback"},
}


def call(service: str, operation: str, /, **parameters: Any) -> dict[str, Any]:
    """The answer of one operation, its members named and typed as botocore has them.

    Blobs are bytes, moments `datetime`, numbers of DynamoDB text. Raises `ClientError` for what the service refuses and
    `BotoCoreError` where there is no answer. An operation may have been carried out although it failed for the caller,
    and twice where an answer was lost: give it a condition or a token wherever that matters.
    """
    return _transport()(service, operation, parameters)


def invoke(function: str, payload: bytes, seconds: float) -> tuple[bytes, bool]:
    """What a Lambda function answers, and whether that is its failure. `seconds` is for each of two tries at most.

    Raises as `call` does. A function may have been asked twice where an answer was lost.
    """
    return _transport("invoke")(function, payload, seconds)


class Client:
    """As much of a botocore client as PynamoDB asks for; a connection that has one makes none of its own."""

    _request_signer = None

    def __init__(self, service: str) -> None:
        self._service = service

    def _make_api_call(self, operation: str, parameters: dict[str, Any]) -> dict[str, Any]:
        return _transport()(self._service, operation, parameters)


def _transport(wanted: str = "send") -> Any:
    """Imported when it is first needed: whoever has one transport does not load the other."""
    name = os.environ.get("ONESTOP_TRANSPORT", "thin")
    if name not in HOMES:
        raise ValueError(f"ONESTOP_TRANSPORT is thin or botocore, not {name}")
    return getattr(import_module(f"onestop.aws.{HOMES[name][wanted]}"), wanted)

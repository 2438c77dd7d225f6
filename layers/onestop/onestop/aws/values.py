"""Between Python and the JSON of AWS: bytes, moments, and what is between them."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import orjson

from onestop.aws.services import Service


def encoded(parameters: Mapping[str, Any]) -> bytes:
    """The body of a request: bytes as base64, moments as seconds since 1970."""
    return orjson.dumps(parameters, default=_plain, option=orjson.OPT_PASSTHROUGH_DATETIME)


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | bytearray):
        return b64encode(value).decode()
    if isinstance(value, datetime):
        return value.timestamp()
    raise TypeError(f"{type(value).__name__} is nothing that AWS takes")


def decoded(service: Service, operation: str, body: bytes) -> dict[str, Any]:
    """The members of an answer, as botocore gives them."""
    answer: dict[str, Any] = orjson.loads(body) if body else {}
    # Attribute values are named by their type. Hardly any item has bytes in it, so most are not walked at all.
    if b'"B"' in body or b'"BS"' in body:
        _unpack(answer)
    for name in service.blobs & answer.keys():
        answer[name] = b64decode(answer[name])
    if operation in service.moments:
        _date(answer, service.moments[operation])
    return answer


def _unpack(value: Any) -> None:
    """Make bytes of the binary attribute values anywhere below. An attribute that is only called B holds a map."""
    if isinstance(value, list):
        for each in value:
            _unpack(each)
    elif isinstance(value, dict):
        for name, each in value.items():
            if name == "B" and isinstance(each, str):
                value[name] = b64decode(each)
            elif name == "BS" and isinstance(each, list):
                value[name] = [b64decode(part) for part in each]
            else:
                _unpack(each)


def _date(value: Any, names: frozenset[str]) -> None:
    if isinstance(value, list):
        for each in value:
            _date(each, names)
    elif isinstance(value, dict):
        for name, each in value.items():
            if name in names and isinstance(each, int | float):
                value[name] = datetime.fromtimestamp(each, UTC)
            else:
                _date(each, names)

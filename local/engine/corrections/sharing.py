"""DynamoDB's items share what is the same in them: names of attributes, and short values.

An item of the engine is a dictionary of dictionaries, and each of its values takes 184 bytes before its first letter.
Half of a record are values that thousands of others have, too: `[]`, `person`, `everyone`. An item in a table is
replaced and never changed, so all of these can be one and the same object.
"""

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import orjson
from ministack.services import dynamodb

LONGEST = 24
MOST = 4096

Item = dict[str, dict[str, Any]]

_known: dict[tuple[str, str], dict[str, str]] = {}


def apply() -> None:
    """Patch how DynamoDB reads and keeps items in this process."""
    # orjson remembers the names that it has read, so that all items have the same ones; and it is faster.
    dynamodb.json = SimpleNamespace(loads=orjson.loads, dumps=json.dumps, JSONDecodeError=json.JSONDecodeError)
    dynamodb._set_item = _sharing(dynamodb._set_item)


def _sharing(keep: Callable[..., Any]) -> Callable[..., Any]:
    def set_item(table: dict[str, Any], pk: Any, sk: Any, item: Item) -> Any:
        share(item)
        return keep(table, pk, sk, item)

    return set_item


def share(item: Item) -> None:
    """Replace the short texts and numbers of `item` by those of the items before it."""
    for name, value in item.items():
        if len(value) == 1:
            ((kind, content),) = value.items()
            if isinstance(content, str) and len(content) <= LONGEST:
                # A size that stays the same: no name comes or goes.
                item[name] = _shared(kind, content, value)


def _shared(kind: str, content: str, value: dict[str, str]) -> dict[str, str]:
    if len(_known) >= MOST:
        return _known.get((kind, content), value)
    return _known.setdefault((kind, content), value)


def forget() -> None:
    """Share nothing that has been seen until now."""
    _known.clear()

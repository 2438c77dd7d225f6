"""DynamoDB: writes exclude each other whoever makes them, reads report what they read, queries stay fast.

MiniStack checks and writes in two steps without a lock, which is safe for requests on its event loop but not for
the writes of its own threads (state machines, expiry); and a read costs half a unit, whatever its size.
"""

import threading
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import orjson
from ministack.core.responses import JSON_1_0_CONTENT_TYPE
from ministack.services import dynamodb

from local.engine.corrections import expressions, paging, queries, sharing, sizes

# All that change the order of a partition, or walk along it.
_EXCLUSIVE = ("_put_item", "_update_item", "_delete_item", "_batch_write_item", "_transact_write_items", "_query")
_UNIT_BYTES = 4096

_one_at_a_time = threading.RLock()


def apply() -> None:
    """Patch DynamoDB in this process."""
    # A page of items is most of what this process ever encodes.
    dynamodb.json_response = _encoded
    sharing.apply()
    sizes.apply()
    expressions.apply()
    queries.apply()
    for name in _EXCLUSIVE:
        setattr(dynamodb, name, _exclusive(getattr(dynamodb, name)))
    paging.apply()
    dynamodb._add_consumed_capacity = _by_size(dynamodb._add_consumed_capacity)


def _encoded(
    data: dict[str, Any], status: int = HTTPStatus.OK, *, content_type: str = JSON_1_0_CONTENT_TYPE
) -> tuple[int, dict[str, str], bytes]:
    return status, {"Content-Type": content_type}, orjson.dumps(data)


def _exclusive(run: Callable[..., Any]) -> Callable[..., Any]:
    def run_alone(*arguments: Any) -> Any:
        with _one_at_a_time:
            return run(*arguments)

    return run_alone


def _by_size(add: Callable[..., None]) -> Callable[..., None]:
    """Scale the smallest read to the 4 KB units that were read; a read of nothing costs one."""

    def add_consumed_capacity(
        result: dict[str, Any], request: dict[str, Any], table_name: str, write: bool = False, **details: Any
    ) -> None:
        add(result, request, table_name, write=write, **details)
        if write or "ConsumedCapacity" not in result:
            return
        if "Key" in request:
            item = dynamodb._get_item_by_key(dynamodb._tables.get(table_name), request["Key"])
            paging.bytes_read.set(sizes.kept_size(item) if item else 0)
        units = max(1, -(-paging.bytes_read.get() // _UNIT_BYTES))
        result["ConsumedCapacity"] = _scaled(result["ConsumedCapacity"], units)

    return add_consumed_capacity


def _scaled(node: Any, factor: int) -> Any:
    if isinstance(node, dict):
        return {key: _scaled(value, factor) for key, value in node.items()}
    return node * factor if isinstance(node, float) else node

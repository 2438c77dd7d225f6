"""The size of items and the depth of values, counted without work that can only have one outcome.

Each write is measured several times (limit, capacity, every index), each read item twice. Nearly all attributes are
short texts, and for these size and depth are plain to see.
"""

from collections.abc import Callable
from typing import Any

from ministack.services import dynamodb

Value = dict[str, Any]

KEPT = 20_000

_kept: dict[int, tuple[dict[str, Value], int]] = {}
_ministack_weighs = dynamodb._attribute_value_size
_ministack_weighs_items = dynamodb._item_size_bytes


def apply() -> None:
    """Patch how DynamoDB measures in this process."""
    dynamodb._item_size_bytes = item_size
    dynamodb._nesting_level = _knowing_leaves(dynamodb._nesting_level, lambda depth: depth)
    dynamodb._nesting_exceeded = _knowing_leaves(
        dynamodb._nesting_exceeded, lambda depth: depth > dynamodb._DDB_MAX_NESTING_DEPTH
    )


def item_size(item: dict[str, Value] | None) -> int:
    """Bytes of `item` as DynamoDB counts them: the names and the values, in UTF-8."""
    try:
        texts = [value["S"] for value in item.values() if "S" in value]
        others = [value for value in item.values() if "S" not in value]
        return len("".join(item).encode()) + len("".join(texts).encode()) + sum(map(_ministack_weighs, others))
    except (AttributeError, TypeError):
        # No item, or none that would be accepted.
        return _ministack_weighs_items(item)


def kept_size(item: dict[str, Value]) -> int:
    """The same for an item of a table, which is replaced and never changed; those read last are remembered."""
    found = _kept.get(id(item))
    if found is None or found[0] is not item:
        if len(_kept) >= KEPT:
            _kept.clear()
        # The item itself is kept with it: another one cannot get its id meanwhile.
        found = _kept[id(item)] = (item, item_size(item))
    return found[1]


def _knowing_leaves(measure: Callable[..., Any], of_leaf: Callable[[int], Any]) -> Callable[..., Any]:
    def measured(value: Any, depth: int = 1) -> Any:
        if isinstance(value, dict) and ("S" in value or "N" in value):
            return of_leaf(depth)
        return measure(value, depth)

    return measured

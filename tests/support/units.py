"""How DynamoDB measures and bills items: sizes, steps, and the writes that an index needs."""

from collections.abc import Mapping
from math import ceil
from typing import Any

Item = Mapping[str, Mapping[str, Any]]
READ_STEP, WRITE_STEP = 4096, 1024
_SCALARS = {
    "S": lambda value: len(value.encode()),
    "N": lambda value: len(value.strip("-0.")) // 2 + 2,
    "B": len,
    "BOOL": lambda _: 1,
    "NULL": lambda _: 1,
}


def size(item: Item | None) -> int:
    """Bytes of an item: names and values as UTF-8, 3 for each list or map and 1 for each of its entries."""
    return sum(len(name.encode()) + _size(value) for name, value in (item or {}).items())


def _size(value: Mapping[str, Any]) -> int:
    [(kind, content)] = value.items()
    if kind in _SCALARS:
        return int(_SCALARS[kind](content))
    if kind == "M":
        return 3 + len(content) + size(content)
    if kind == "L":
        return 3 + len(content) + sum(map(_size, content))
    return sum(_SCALARS[kind[0]](each) for each in content)


def read_units(size_read: int, *, consistent: bool) -> float:
    """4 KB steps, at least one; half of it where an older state will do."""
    return max(1, ceil(size_read / READ_STEP)) * (1 if consistent else 0.5)


def write_units(before: Item | None, after: Item | None) -> int:
    """1 KB steps of the larger image, at least one, even where nothing is written."""
    return max(1, ceil(max(size(before), size(after)) / WRITE_STEP))


def index_units(indexes: list[Mapping[str, Any]], before: Item | None, after: Item | None) -> int:
    """What the global indexes write: 1 entry added, changed or removed, 2 where its place changes."""
    return sum(_entry_units(index, before, after) for index in indexes)


def _entry_units(index: Mapping[str, Any], before: Item | None, after: Item | None) -> int:
    names = [key["AttributeName"] for key in index["KeySchema"]]
    old, new = (_projected(index, names, image) for image in (before, after))
    if old == new:
        return 0
    if old and new and any(old[name] != new[name] for name in names):
        return write_units(old, None) + write_units(None, new)
    return write_units(old, new)


def _projected(index: Mapping[str, Any], names: list[str], image: Item | None) -> Item | None:
    """What an index holds of an item; None where the item has not all of its keys."""
    if image is None or any(name not in image for name in names):
        return None
    projection = index["Projection"]
    if projection["ProjectionType"] == "ALL":
        return image
    kept = {"pk", "sk", *names, *projection.get("NonKeyAttributes", [])}
    return {name: value for name, value in image.items() if name in kept}

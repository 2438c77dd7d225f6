"""What an entry says about the change: the fields with before and after, never more than 4 KB."""

import json
from collections.abc import Mapping
from typing import Any

LARGEST = 4096  # bytes, as stored
LENGTHS = (1000, 300, 80, 20)  # characters of a value, tried in turn until the whole fits
MOST_FIELDS = 40
EMPTY: tuple[Any, ...] = (None, "", [], {})


def summary(changes: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """`{field: {"before", "after", "cut"}}`; `cut` marks a field of which not everything is shown."""
    said = {name: change for name, change in changes.items() if not _nothing(change)}
    for longest in LENGTHS:
        shown = {name: _shown(change, longest) for name, change in said.items()}
        if len(json.dumps(shown)) <= LARGEST:
            return shown
    return {name[:50]: {"before": None, "after": None, "cut": True} for name in list(said)[:MOST_FIELDS]}


def _nothing(change: Mapping[str, Any]) -> bool:
    """A new record's fields that are empty: from nothing to nothing."""
    return change["before"] in EMPTY and change["after"] in EMPTY


def _shown(change: Mapping[str, Any], longest: int) -> dict[str, Any]:
    before, after = _cut(change["before"], longest), _cut(change["after"], longest)
    return {"before": before, "after": after, "cut": (before, after) != (change["before"], change["after"])}


def _cut(value: Any, longest: int) -> Any:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return value if len(text) <= longest else text[:longest] + "…"

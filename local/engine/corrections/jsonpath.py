"""Whether a path of a state machine leads to something, be it null."""

from typing import Any

from ministack.services import stepfunctions

_NOWHERE = object()


def missing(path: str, data: Any, context: dict[str, Any] | None = None) -> bool:
    """Whether there is nothing at `path`; intrinsic functions, variables and wildcards always lead somewhere."""
    if path.startswith("$$."):
        path, data = path[1:], context or {}
    tokens = stepfunctions._parse_jsonpath_tokens(path) if path.startswith(("$.", "$[")) else None
    if not tokens or any(kind == "wildcard" for kind, _ in tokens):
        return False
    for kind, step in tokens:
        data = _field(data, step) if kind == "field" else _entry(data, step)
    return data is _NOWHERE


def _field(data: Any, name: str) -> Any:
    return data.get(name, _NOWHERE) if isinstance(data, dict) else _NOWHERE


def _entry(data: Any, index: int) -> Any:
    return data[index] if isinstance(data, list) and index < len(data) else _NOWHERE

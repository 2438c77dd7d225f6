"""Between rows and models: filling a row, and checking what a patch makes of it like something that came in."""

from collections.abc import Mapping
from typing import Any

from onestop import http, items, records
from onestop.tables import Row


def patched(model: Any, view: Mapping[str, Any], patch: Mapping[str, Any]) -> Any:
    """What a record becomes by a merge patch, checked as a whole like a new one; `Invalid` where that is refused."""
    names = {info.alias or name for name, info in model.model_fields.items()}
    current = {name: value for name, value in view.items() if name in names and value is not None}
    return http.modelled(model, records.merged(current, patch))


def fill(row: Row, said: dict[str, Any]) -> None:
    """Set the fields of a row from their public names and values."""
    names = items.names(type(row))
    for public, value in said.items():
        setattr(row, names[public], value)

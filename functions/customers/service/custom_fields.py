"""Whether values fit the fields that the tenant defined. The definitions are remembered for a minute."""

from __future__ import annotations

import time
from typing import Any

from customers import schemas, table
from onestop.errors import Invalid
from onestop.tables import served

REMEMBERED = 60  # seconds
MOST_TENANTS = 1000
Fields = dict[str, dict[str, Any]]
_known: dict[str, tuple[float, Fields]] = {}


def fitting(tenant: str, kind: str, values: dict[str, Any], already: dict[str, Any]) -> dict[str, Any]:
    """`values` as they are kept; those that are there `already` stay as they are, whatever became of their field.

    Raises `Invalid` with a pointer to each value that its field does not allow. No call where there is nothing new,
    1 call where the fields are not remembered or a name is not known.
    """
    new = {name: value for name, value in values.items() if name not in already or already[name] != value}
    if not new:
        return values
    fields, kept, errors = _fields(tenant, set(new)), dict(values), []
    for name, value in new.items():
        try:
            kept[name] = _fitting(fields.get(name), kind, value)
        except ValueError as failure:
            errors.append({"pointer": f"/custom/{name}", "reason": str(failure)})
    if errors:
        raise Invalid(errors=errors)
    return kept


def _fitting(field: dict[str, Any] | None, kind: str, value: Any) -> Any:
    if field is None:
        raise ValueError("is no field here; define it at /v1/customer-fields")
    if field["retired"]:
        raise ValueError("is a retired field: it can be read, but no longer set")
    if kind not in field["appliesTo"]:
        raise ValueError(f"is no field of a {kind}")
    return schemas.reading(field, value)


def stored(tenant: str) -> list[table.Field]:
    """All fields of a tenant, by name: 1 call."""
    with served():
        return list(table.Field.query(table.fields_pk(tenant), consistent_read=True))


def forget(tenant: str) -> None:
    """Read the fields again when they are needed next."""
    _known.pop(tenant, None)


def _fields(tenant: str, needed: set[str]) -> Fields:
    read_at, fields = _known.get(tenant, (0.0, {}))
    if needed <= fields.keys() and time.monotonic() - read_at < REMEMBERED:
        return fields
    if len(_known) >= MOST_TENANTS:
        _known.clear()
    fields = {row.name: row.view() for row in stored(tenant)}
    _known[tenant] = (time.monotonic(), fields)
    return fields

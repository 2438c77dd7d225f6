"""The fields that a tenant defines for itself, while everything runs."""

from __future__ import annotations

from typing import Any

from customers import events, schemas, table
from customers.service import custom_fields
from onestop import clock, once, records, tables
from onestop.errors import AlreadyTaken, Conflict, Invalid, NotFound, WrongState
from onestop.events import changes
from onestop.http import ANY_VERSION
from onestop.identity import Caller
from onestop.once import Once
from onestop.shaping import fill, patched
from onestop.tables import Step

MOST = 100


def define(by: Caller, new: schemas.NewField, repeat: Once | None = None) -> dict[str, Any]:
    """Define a field and return its view: 2 calls.

    Raises `AlreadyTaken` for a name that is or ever was in use, `Conflict` beyond 100 fields.
    """
    if len(custom_fields.stored(by.tenant)) >= MOST:
        once.replay(table.Guard, repeat)
        raise Conflict(f"There are {MOST} fields already; that is the most.")
    row = table.Field(table.fields_pk(by.tenant), new.name, created_at=clock.timestamp())
    fill(row, new.whole())
    records.stamp(row, events.FIELD_DEFINED, by)
    return _write(by, row, tables.creates(row, _taken), repeat)


def change(by: Caller, name: str, patch: schemas.FieldPatch, if_match: int) -> dict[str, Any]:
    """Change labels, bounds, or add options: 2 calls. What customers have already is not checked again."""
    row = _there(by.tenant, name, if_match)
    before = row.view()
    if row.retired:
        raise WrongState("This field is retired; define another one.")
    said = patched(schemas.NewField, before, patch.given()).whole()
    gone = set(before["options"]) - set(said["options"])
    if gone:
        raise Invalid(errors=[{"pointer": "/options", "reason": "lacks options that were there; they can only grow"}])
    changed = changes(before, {**before, **said})
    if not changed:
        return before
    fill(row, said)
    records.stamp(row, events.FIELD_CHANGED, by, changed)
    return _write(by, row)


def retire(by: Caller, name: str, if_match: int) -> None:
    """Let a field rest: values stay readable, new ones are refused. Once retired it stays so."""
    row = _there(by.tenant, name, if_match)
    if not row.retired:
        row.retired = True
        records.stamp(row, events.FIELD_RETIRED, by, ["retired"])
        _write(by, row)


def shown(by: Caller, name: str) -> dict[str, Any]:
    """One field: 1 call."""
    return _there(by.tenant, name).view()


def _there(tenant: str, name: str, if_match: int = ANY_VERSION) -> table.Field:
    row = tables.get(table.Field, table.fields_pk(tenant), name, consistent=True) if schemas.is_name(name) else None
    if row is None:
        raise NotFound("There is no such field.")
    records.must_match(row, if_match)
    return row


def _write(by: Caller, row: table.Field, step: Step | None = None, repeat: Once | None = None) -> dict[str, Any]:
    row.updated_at = clock.timestamp()
    view = row.view()
    tables.write(*once.guards(table.Guard, repeat, view), step or tables.updates(row))
    custom_fields.forget(by.tenant)
    return view


def _taken(_: Any) -> Exception:
    return AlreadyTaken("There is, or was, a field of this name.")

"""Notes: what people write about a customer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from customers import events, schemas, table
from customers.service import finding
from onestop import clock, lists, once, records, tables
from onestop.errors import Forbidden, NotFound
from onestop.events import Kind, changes
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.once import Once
from onestop.shaping import fill, patched
from onestop.visibility import sees_all


def add(by: Caller, customer_id: str, new: schemas.NewNote, repeat: Once | None = None) -> dict[str, Any]:
    """Write a note about a customer and return it: 2 calls."""
    finding.changeable(by, customer_id)
    note_id, at = clock.new_id(), clock.timestamp()
    row = table.Note(*table.note_keys(by.tenant, customer_id, note_id), id=note_id, customer=customer_id)
    row.author, row.created_at, row.updated_at = by.actor, at, at
    fill(row, new.whole())
    records.stamp(row, events.NOTE_ADDED, by)
    view = row.view()
    tables.write(*once.guards(table.Guard, repeat, view), tables.creates(row))
    return view


def notes(by: Caller, customer_id: str, part: Range) -> Page:
    """The notes about a customer, newest first: 2 calls."""
    finding.seen(by, customer_id)
    return lists.read(table.Note, [table.customer_pk(by.tenant, customer_id)], part, table.Note.sk)


def change(by: Caller, customer_id: str, note_id: str, patch: schemas.NotePatch, if_match: int) -> dict[str, Any]:
    """Change a note: 3 calls. `Forbidden` unless the caller wrote it or leads."""
    row = _mine(by, customer_id, note_id, if_match)
    before = row.view()
    said = patched(schemas.NewNote, before, patch.given()).whole()
    changed = changes(before, {**before, **said})
    if not changed:
        return before
    fill(row, said)
    row.updated_at = clock.timestamp()
    return _write(by, row, events.NOTE_CHANGED, changed)


def delete(by: Caller, customer_id: str, note_id: str, if_match: int) -> None:
    """Delete a note: 3 calls. `Forbidden` unless the caller wrote it or leads."""
    row = _mine(by, customer_id, note_id, if_match)
    row.expires = clock.now()
    _write(by, row, events.NOTE_DELETED)


def _mine(by: Caller, customer_id: str, note_id: str, if_match: int) -> table.Note:
    finding.changeable(by, customer_id)
    row = tables.get(table.Note, *table.note_keys(by.tenant, customer_id, note_id), consistent=True)
    if row is None:
        raise NotFound("There is no such note.")
    if row.author != by.actor and not sees_all(by):
        raise Forbidden("A note is changed by the one who wrote it, or by those who lead.")
    records.must_match(row, if_match)
    return row


def _write(by: Caller, row: table.Note, kind: Kind, changed: Iterable[str] = ()) -> dict[str, Any]:
    records.stamp(row, kind, by, changed)
    tables.write(tables.updates(row))
    return row.view()

"""Notes: what people write about an order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from onestop import clock, lists, once, records, tables
from onestop.errors import Forbidden, NotFound
from onestop.events import Kind, changes
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.once import Once
from onestop.shaping import fill, patched
from onestop.visibility import sees_all
from orders import events, schemas, table
from orders.service import finding

View = dict[str, Any]


def add(by: Caller, order_id: str, new: schemas.NewOrderNote, repeat: Once | None = None) -> View:
    """Write a note about an order and return it: 2 calls."""
    order = finding.seen(by, order_id)
    note_id, at = clock.new_id(), clock.timestamp()
    row = table.OrderNote(*table.note_keys(by.tenant, order_id, note_id), id=note_id, order=order_id)
    row.customer, row.author, row.created_at, row.updated_at = order.customer, by.actor, at, at
    fill(row, new.whole())
    records.stamp(row, events.NOTE_ADDED, by)
    view = row.view()
    tables.write(*once.guards(table.Guard, repeat, view), tables.creates(row))
    return view


def notes(by: Caller, order_id: str, part: Range) -> Page:
    """The notes about an order, newest first: 2 calls."""
    finding.seen(by, order_id)
    return lists.read(table.OrderNote, [table.order_pk(by.tenant, order_id)], part, table.OrderNote.sk)


def change(by: Caller, order_id: str, note_id: str, patch: schemas.OrderNotePatch, if_match: int) -> View:
    """Change a note: 2 calls. `Forbidden` unless the caller wrote it or leads."""
    row = _mine(by, order_id, note_id, if_match)
    before = row.view()
    said = patched(schemas.NewOrderNote, before, patch.given()).whole()
    changed = changes(before, {**before, **said})
    if not changed:
        return before
    fill(row, said)
    row.updated_at = clock.timestamp()
    return _write(by, row, events.NOTE_CHANGED, changed)


def delete(by: Caller, order_id: str, note_id: str, if_match: int) -> None:
    """Delete a note: 2 calls. `Forbidden` unless the caller wrote it or leads."""
    row = _mine(by, order_id, note_id, if_match)
    row.expires = clock.now()
    _write(by, row, events.NOTE_DELETED)


def _mine(by: Caller, order_id: str, note_id: str, if_match: int) -> table.OrderNote:
    row = tables.get(table.OrderNote, *table.note_keys(by.tenant, order_id, note_id), consistent=True)
    if row is None:
        raise NotFound("There is no such note.")
    if row.author != by.actor and not sees_all(by):
        raise Forbidden("A note is changed by the one who wrote it, or by those who lead.")
    records.must_match(row, if_match)
    return row


def _write(by: Caller, row: table.OrderNote, kind: Kind, changed: Iterable[str] = ()) -> View:
    records.stamp(row, kind, by, changed)
    tables.write(tables.updates(row))
    return row.view()

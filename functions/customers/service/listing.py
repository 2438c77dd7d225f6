"""Static lists: made, changed and deleted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from customers import events, schemas, table
from customers.domain.names import sorting
from onestop import clock, lists, once, records, tables
from onestop.errors import NotFound
from onestop.events import Kind, changes
from onestop.http import ANY_VERSION
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.once import Once
from onestop.shaping import fill, patched


def create(by: Caller, new: schemas.NewList, repeat: Once | None = None) -> dict[str, Any]:
    """Create an empty list and return it: 1 call."""
    list_id, at = clock.new_id(), clock.timestamp()
    row = table.CustomerList(table.list_pk(by.tenant, list_id), "record", id=list_id, created_at=at)
    row.listed = lists.partition(by.tenant, "lists", list_id)
    view = _next(by, row, events.LIST_CREATED, new.whole())
    tables.write(*once.guards(table.Guard, repeat, view), tables.creates(row))
    return view


def shown(by: Caller, list_id: str) -> dict[str, Any]:
    """One list: 1 call."""
    return there(by.tenant, list_id).view()


def all_lists(by: Caller, part: Range) -> Page:
    """The lists of the tenant by name: 1 call for each shard."""
    index = table.CustomerList.by_name
    return lists.read(index, lists.partitions(by.tenant, "lists"), part, table.ByName.name_key)


def change(by: Caller, list_id: str, patch: schemas.ListPatch, if_match: int) -> dict[str, Any]:
    """Change the name or the description: 2 calls, 1 where nothing changes."""
    row = there(by.tenant, list_id, if_match)
    before = row.view()
    said = patched(schemas.NewList, before, patch.given()).whole()
    changed = changes(before, {**before, **said})
    if not changed:
        return before
    view = _next(by, row, events.LIST_CHANGED, said, changed)
    tables.write(tables.updates(row))
    return view


def delete(by: Caller, list_id: str, if_match: int) -> None:
    """Delete a list: 2 calls. It is gone at once; who was on it is forgotten because of the event, page by page."""
    row = there(by.tenant, list_id, if_match)
    row.expires = clock.now()
    row.listed = row.name_key = None
    records.stamp(row, events.LIST_DELETED, by)
    tables.write(tables.updates(row))


def there(tenant: str, list_id: str, if_match: int = ANY_VERSION) -> table.CustomerList:
    """The latest version of a list; `NotFound` or `VersionMismatch` otherwise: 1 call."""
    row = tables.get(table.CustomerList, table.list_pk(tenant, list_id), "record", consistent=True)
    if row is None:
        raise NotFound("There is no such list.")
    records.must_match(row, if_match)
    return row


def _next(
    by: Caller, row: table.CustomerList, kind: Kind, said: dict[str, Any], changed: Iterable[str] = ()
) -> dict[str, Any]:
    fill(row, said)
    row.name_key = f"{sorting(row.name)}#{row.id}"
    row.updated_at = clock.timestamp()
    records.stamp(row, kind, by, changed)
    return row.view()

"""Finding customers: by id, by what is unique of them, by label, and as a sorted list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from customers import schemas, table
from customers.domain.keys import unique_keys
from customers.domain.names import sorting
from onestop import lists, tables
from onestop.errors import NotFound
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.visibility import may_see, must_change

ORDERS: dict[str, tuple[Any, Any]] = {
    "createdAt": (table.Customer.by_creation, table.ByCreation.id),
    "name": (table.Customer.by_name, table.ByName.name_key),
    "updatedAt": (table.Customer.by_update, table.ByUpdate.update_key),
}


def seen(by: Caller, customer_id: str, *, trashed: bool = False, to_write: bool = False) -> table.Customer:
    """The customer if it exists, is (or is not) in the trash and may be seen; `NotFound` otherwise: 1 call.

    `to_write` reads the latest version, 1 read unit instead of 0.5: what is changed was often written a moment ago.
    """
    row = table.fetch(by.tenant, customer_id, consistent=to_write)
    if row is None or bool(row.deleted_at) != trashed or not may_see(by, row.view()):
        raise NotFound("There is no such customer.")
    return row


def changeable(by: Caller, customer_id: str, *, trashed: bool = False) -> table.Customer:
    """The latest version of a customer that the caller may change; `NotFound` or `Forbidden` otherwise: 1 call."""
    row = seen(by, customer_id, trashed=trashed, to_write=True)
    must_change(by, row.view())
    return row


def visible(by: Caller, customer_ids: Iterable[str]) -> dict[str, table.Customer]:
    """Those of some customers that exist, are not in the trash and may be seen, by id: 1 call."""
    keys = [(table.customer_pk(by.tenant, each), "record") for each in dict.fromkeys(customer_ids)]
    rows = tables.get_many(table.Customer, keys)
    return {row.id: row for row in rows if not row.deleted_at and may_see(by, row.view())}


def listed(by: Caller, query: schemas.CustomerQuery, part: Range) -> Page:
    """One page of the customers that a query asks for and the caller may see.

    1 call for each shard of the list; 2 where a label, an address or an external id is asked for.
    """
    if query.email or query.phone or query.externalId:
        page = Page(_holders(by.tenant, query))
    elif query.tag or query.owner:
        page = labelled(by.tenant, f"tag/{query.tag}" if query.tag else f"owner/{query.owner}", part)
    else:
        page = _sorted(by.tenant, "customers", order(query)[0], part)
    return only_visible(by, page)


def trash(by: Caller, part: Range) -> Page:
    """The trash, by the time of creation: 1 call for each shard."""
    return only_visible(by, _sorted(by.tenant, "trash", "createdAt", part))


def only_visible(by: Caller, page: Page) -> Page:
    """A page of customers without those that the caller may not see."""
    return Page([row for row in page.rows if may_see(by, row.view())], page.position)


def order(query: schemas.CustomerQuery) -> tuple[str, bool]:
    """What the list is sorted by, and whether the highest comes first."""
    sort = query.sort or ("name" if query.name else "-updatedAt" if query.updatedSince else "-createdAt")
    return sort.lstrip("-"), sort.startswith("-")


def bounds(query: schemas.CustomerQuery) -> dict[str, str]:
    """Which part of the sorted list a query asks for."""
    if query.name:
        return lists.prefix(sorting(query.name))
    if query.updatedSince:
        return {"low": query.updatedSince}
    return {"low": lists.first_id(query.createdSince)} if query.createdSince else {}


def labelled(tenant: str, label: str, part: Range) -> Page:
    """The customers under one label, by creation; those in the trash are left out."""
    found = lists.read(table.Label, lists.partitions(tenant, label), part, table.Label.sk)
    keys = [(table.customer_pk(tenant, row.sk), "record") for row in found.rows]
    rows = tables.get_many(table.Customer, keys)
    return Page([row for row in rows if not row.deleted_at], found.position)


def _sorted(tenant: str, name: str, by: str, part: Range) -> Page:
    index, sort_key = ORDERS[by]
    return lists.read(index, lists.partitions(tenant, name), part, sort_key)


def holder(tenant: str, what: str, value: str, *, consistent: bool = False) -> table.Customer | None:
    """The customer that has a unique address or external id: 2 calls."""
    guard = tables.get(table.Unique, table.unique_pk(tenant, what, value), "guard", consistent=consistent)
    return table.fetch(tenant, guard.customer, consistent=consistent) if guard else None


def holders(tenant: str, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], table.Customer]:
    """The customers that have some unique addresses or external ids, at most 100: 2 calls for all of them."""
    asked = {table.unique_pk(tenant, *each): each for each in keys}
    guards = {row.pk: row.customer for row in tables.get_many(table.Unique, [(pk, "guard") for pk in asked])}
    ids = dict.fromkeys(guards.values())
    rows = tables.get_many(table.Customer, [(table.customer_pk(tenant, each), "record") for each in ids])
    by_id = {row.id: row for row in rows}
    return {asked[pk]: by_id[each] for pk, each in guards.items() if each in by_id}


def _holders(tenant: str, query: schemas.CustomerQuery) -> list[table.Customer]:
    said = {
        "emails": [{"address": query.email}] if query.email else [],
        "phones": [{"number": query.phone}] if query.phone else [],
        "externalIds": dict([query.externalId.split(":", 1)]) if query.externalId else {},
    }
    found = [holder(tenant, what, value) for what, value in unique_keys(said)]
    return [row for row in found if row is not None]

"""Finding returns: by id, by order, customer or state, and as a sorted list."""

from __future__ import annotations

from typing import Any

from onestop import lists, tables
from onestop.errors import NotFound
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.tables import key
from returns import schemas, table

ORDERS: dict[str, tuple[Any, Any]] = {
    "createdAt": (table.Return.by_creation, table.ByCreation.id),
    "updatedAt": (table.Return.by_update, table.ByUpdate.update_key),
}


def there(by: Caller, return_id: str, *, to_write: bool = False) -> table.Return:
    """A return, in its latest version `to_write`; `NotFound` where there is none: 1 call."""
    row = tables.get(table.Return, table.return_pk(by.tenant, return_id), "record", consistent=to_write)
    if row is None:
        raise NotFound("There is no such return.")
    return row


def listed(by: Caller, query: schemas.ReturnQuery, part: Range) -> Page:
    """One page of returns: 2 calls, of which the first is 1 for each shard of the list."""
    if query.order:
        page = _of_order(by, query.order, part)
    elif query.customer:
        partition = key(by.tenant, "customer", query.customer)
        page = lists.read(table.Return.by_customer, [partition], part, table.ByCustomer.id)
    elif query.state:
        partitions = lists.partitions(by.tenant, f"state/{query.state}")
        page = lists.read(table.Return.by_state, partitions, part, table.ByState.id)
    else:
        index, sort_key = ORDERS[order(query)[0]]
        page = lists.read(index, lists.partitions(by.tenant, "returns"), part, sort_key)
    return Page(tables.get_many(table.Return, [(row.pk, row.sk) for row in page.rows]), page.position)


def _of_order(by: Caller, order_id: str, part: Range) -> Page:
    """The keys of the returns of one order, which are few: its row knows them."""
    sale = table.fetch_sale(by.tenant, order_id)
    low, high = part.bounds()
    ids = sorted(sale.returns if sale else (), reverse=part.newest_first)
    wanted = [each for each in ids if low <= each <= high and each != part.after]
    shown = wanted[: part.limit]
    rows = [table.Return(table.return_pk(by.tenant, each), "record") for each in shown]
    return Page(rows, shown[-1] if len(wanted) > part.limit else None)


def order(query: schemas.ReturnQuery) -> tuple[str, bool]:
    """What the list is sorted by, and whether the highest comes first."""
    sort = query.sort or ("-updatedAt" if query.updatedSince else "-createdAt")
    return sort.lstrip("-"), sort.startswith("-")


def bounds(query: schemas.ReturnQuery) -> dict[str, str]:
    """Which part of the sorted list a query asks for."""
    if query.updatedSince:
        return {"low": query.updatedSince}
    return {"low": lists.first_id(query.createdSince)} if query.createdSince else {}


def place(row: table.Return, tenant: str) -> None:
    """Where the record stands in the lists."""
    row.listed = lists.partition(tenant, "returns", row.id)
    row.update_key = f"{row.updated_at}#{row.id}"
    row.of_customer = key(tenant, "customer", row.customer)
    row.in_state = lists.partition(tenant, f"state/{row.state}", row.id)

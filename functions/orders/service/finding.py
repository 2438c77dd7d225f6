"""Finding orders: by id, by what is unique of them, by customer or state, and as a sorted list."""

from __future__ import annotations

from typing import Any

from onestop import lists, tables
from onestop.errors import NotFound
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.numbers import checked
from onestop.tables import key
from orders import schemas, table

SORTED: dict[str, tuple[Any, Any]] = {
    "createdAt": (table.Order.by_creation, table.ByCreation.id),
    "updatedAt": (table.Order.by_update, table.ByUpdate.update_key),
    "placedAt": (table.Order.by_placing, table.ByPlacing.placed_key),
}


def seen(by: Caller, order_id: str, *, to_write: bool = False) -> table.Order:
    """An order, or `NotFound`: 1 call. `to_write` reads the latest version, at twice the price."""
    row: table.Order | None = table.fetch(by.tenant, order_id, consistent=to_write)
    if row is None:
        raise NotFound("There is no such order.")
    return row


def listed(by: Caller, query: schemas.OrderQuery, part: Range) -> Page:
    """One page of the orders that a query asks for: 2 calls, of which the first is 1 for each shard of the list."""
    if query.number or query.externalId:
        return Page(_holders(by.tenant, query))
    if query.customer:
        partitions, index, sort_key = [_of(by.tenant, query.customer)], table.Order.by_customer, table.ByCustomer.id
    elif query.state:
        partitions = lists.partitions(by.tenant, f"orders/{query.state}")
        index, sort_key = table.Order.by_state, table.ByState.id
    else:
        partitions = lists.partitions(by.tenant, "orders")
        index, sort_key = SORTED[order(query)[0]]
    return whole(table.Order, lists.read(index, partitions, part, sort_key))


def whole(model: Any, page: Page) -> Page:
    """The rows of a page of which an index knows only the keys: 1 call for each 100."""
    return Page(tables.get_many(model, [(row.pk, row.sk) for row in page.rows]), page.position)


def order(query: schemas.OrderQuery) -> tuple[str, bool]:
    """What the list is sorted by, and whether the highest comes first."""
    by_bound = "-placedAt" if query.placedSince else "-updatedAt" if query.updatedSince else "-createdAt"
    sort = query.sort or by_bound
    return sort.lstrip("-"), sort.startswith("-")


def bounds(query: schemas.OrderQuery) -> dict[str, str]:
    """Which part of the sorted list a query asks for."""
    if since := query.placedSince or query.updatedSince:
        return {"low": since}
    return {"low": lists.first_id(query.createdSince)} if query.createdSince else {}


def _of(tenant: str, customer_id: str) -> str:
    return key(tenant, "orders-of", customer_id)


def _holders(tenant: str, query: schemas.OrderQuery) -> list[table.Order]:
    """The order that has a number or an external id: 2 calls."""
    what, value = ("number", checked(query.number)) if query.number else ("externalId", query.externalId)
    guard = tables.get(table.Unique, table.unique_pk(tenant, what, value), "guard")
    row = table.fetch(tenant, guard.order) if guard else None
    return [row] if row else []

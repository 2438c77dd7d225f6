"""Finding payments and their moves."""

from __future__ import annotations

from onestop import lists, tables
from onestop.errors import NotFound
from onestop.identity import Caller
from onestop.lists import Page, Range
from payments import schemas, table


def seen(by: Caller, payment_id: str) -> table.Payment:
    """A payment, or `NotFound`: 1 call."""
    row = table.fetch(by.tenant, payment_id)
    if row is None:
        raise NotFound("There is no such payment.")
    return row


def listed(by: Caller, query: schemas.PaymentQuery, part: Range) -> Page:
    """One page of payments, the newest first: 1 call for each shard of the list, 2 for those of a customer."""
    if query.order:
        row = table.fetch(by.tenant, query.order)
        return Page([row] if row else [])
    if query.customer:
        return _of_customer(by.tenant, query.customer, part)
    if query.state:
        partitions = lists.partitions(by.tenant, f"payments/{query.state}")
        return lists.read(table.Payment.by_state, partitions, part, table.ByState.state_key)
    return lists.read(table.Payment.by_creation, lists.partitions(by.tenant, "payments"), part, table.ByCreation.id)


def _of_customer(tenant: str, customer_id: str, part: Range) -> Page:
    found = lists.read(table.OfCustomer, [table.customer_pk(tenant, customer_id)], part, table.OfCustomer.sk)
    keys = [(table.payment_pk(tenant, row.sk), "record") for row in found.rows]
    return Page(tables.get_many(table.Payment, keys), found.position)


def moves(by: Caller, payment_id: str, part: Range) -> Page:
    """What was asked of the provider for a payment, kind by kind: 2 calls."""
    seen(by, payment_id)
    return lists.read(table.Move, [table.payment_pk(by.tenant, payment_id)], part, table.Move.sk)

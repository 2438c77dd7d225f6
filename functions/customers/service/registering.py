"""A new customer: unique addresses, likely duplicates and the record itself, in one transaction."""

from __future__ import annotations

from typing import Any

from customers import events, schemas, table
from customers.domain.names import sorting
from customers.service import custom_fields, guarding
from onestop import clock, lists, once, records, tables
from onestop.identity import Caller
from onestop.once import Once
from onestop.shaping import fill


def register(
    by: Caller, new: schemas.NewCustomer, repeat: Once | None = None, *, allow_duplicates: bool = False
) -> dict[str, Any]:
    """Register a customer and return its public view: 1 call.

    Raises `AlreadyTaken` (somebody has one of its addresses), `PossibleDuplicate` with the candidates and why, unless
    allowed, `Invalid` for a custom field that is not defined so, `Replayed` for a repeat.
    """
    said = new.whole()
    row = _fresh(by, said | {"custom": custom_fields.fitting(by.tenant, new.kind, said["custom"], {})})
    view = row.view()
    tables.write(
        *once.guards(table.Guard, repeat, view),
        *guarding.moves(by.tenant, row.id, guarding.NOBODY, view, allow_duplicates=allow_duplicates),
        tables.creates(row),
    )
    return view


def _fresh(by: Caller, said: dict[str, Any]) -> table.Customer:
    customer_id, at = clock.new_id(), clock.timestamp()
    row = table.Customer(
        table.customer_pk(by.tenant, customer_id), "record", id=customer_id, created_at=at, updated_at=at
    )
    fill(row, said)
    records.stamp(row, events.REGISTERED, by)
    place(row, by.tenant)
    return row


def place(row: table.Customer, tenant: str) -> None:
    """Where the record stands in the lists: among the customers, or in the trash."""
    row.listed = lists.partition(tenant, "trash" if row.deleted_at else "customers", row.id)
    row.name_key = f"{sorting(row.name)}#{row.id}"
    row.update_key = f"{row.updated_at}#{row.id}"

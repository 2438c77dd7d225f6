"""Who writes: a customer found by an address, or registered with it."""

from __future__ import annotations

from typing import Any

from customers import schemas, table
from customers.domain.keys import unique_keys
from customers.service import registering
from onestop import tables
from onestop.errors import AlreadyTaken
from onestop.tasks import Task


def recognise(task: Task) -> dict[str, Any]:
    """`{"customer": id, "new": bool}` for an e-mail address or a phone: 1 call where it is known, else 2.

    A new one is registered as a person, even where somebody looks alike: who asks for help is not kept waiting for
    duplicates to be sorted out. One in the trash is still the same customer.
    """
    asked = task.asked
    addresses = {
        "emails": [{"address": asked.email}] if asked.email else [],
        "phones": [{"number": asked.phone}] if asked.phone else [],
    }
    if holder := _holder(task.by.tenant, addresses):
        return {"customer": holder, "new": False}
    new = schemas.NewCustomer.model_validate(
        {"kind": "person", "name": asked.name, "language": asked.language, **addresses}
    )
    try:
        made = registering.register(task.by, new, allow_duplicates=True)
    except AlreadyTaken as taken:  # somebody else was recognised by it at the same moment
        return {"customer": taken.facts["candidates"][0]["id"], "new": False}
    return {"customer": made["id"], "new": True}


def _holder(tenant: str, addresses: dict[str, Any]) -> str | None:
    keys = [(table.unique_pk(tenant, *each), "guard") for each in sorted(unique_keys(addresses))]
    found = tables.get_many(table.Unique, keys, consistent=True)
    return found[0].customer if found else None

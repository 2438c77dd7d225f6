"""The next version of an order, and where it stands in the lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop import clock, lists, records, tables
from onestop.events import Kind, changes
from onestop.identity import Caller
from onestop.shaping import fill
from onestop.tables import Step, key
from orders import table

Mark = Mapping[str, Any] | None


def rewritten(by: Caller, row: table.Order, kind: Kind, said: Mapping[str, Any], step: Mark = None) -> Step:
    """The step that writes an order's next version, in which `said` (by public names) is set.

    `step` is the mark of the saga's step that does it. Whoever writes sees the new version by `row.view()`.
    """
    before = row.view()
    fill(row, {**said, "step": step, "updatedAt": clock.timestamp()})
    records.stamp(row, kind, by, changes(before, row.view()))
    place(row, by.tenant)
    return tables.updates(row)


def place(row: table.Order, tenant: str) -> None:
    """Where an order stands in the lists: of all, of its customer's, and of those in its state."""
    row.listed = lists.partition(tenant, "orders", row.id)
    row.update_key = f"{row.updated_at}#{row.id}"
    row.placed_key = f"{row.placed_at}#{row.id}" if row.placed_at else None
    row.of_customer = key(tenant, "orders-of", row.customer)
    row.in_state = lists.partition(tenant, f"orders/{row.state}", row.id)

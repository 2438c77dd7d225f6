"""An order whose pieces have moved: the next version of it, and the event that this is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from onestop.identity import Caller
from onestop.tables import Step
from orders import events, table
from orders.domain import fulfilment, worth
from orders.service.versions import Mark, rewritten

BECAME = {
    "packed": events.PACKED,
    "shipped": events.SHIPPED,
    "delivered": events.DELIVERED,
    "cancelled": events.CANCELLED,
}


def moved_on(by: Caller, row: table.Order, lines: list[Mapping[str, Any]], step: Mark = None, **more: Any) -> Step:
    """The step that writes an order with these lines, in the state that follows from them; `more` is set as well."""
    said = fulfilment.standing(lines, being_cancelled=bool(row.cancellations))
    kind = BECAME.get(said["state"], events.CHANGED) if said["state"] != row.state else events.CHANGED
    return rewritten(by, row, kind, {**said, **more}, step)


def give_out(
    row: table.Order, lines: list[Any], quantities: Mapping[str, int], to: str
) -> tuple[list[dict[str, Any]], list[Any]]:
    """What so many pieces of each line come to, and the lines with these pieces `packed` or `cancelled`.

    The row remembers what was given out.
    """
    portions, row.given = worth.given_out(lines, row.given, quantities)
    return portions, fulfilment.moved(lines, quantities, **{to: 1})


def take_back(row: table.Order, shipments: Iterable[table.Shipment]) -> list[Any]:
    """The lines of an order after the pieces of some shipments were unpacked. The row forgets what they came to."""
    lines = list(row.lines)
    for shipment in shipments:
        row.given = worth.taken_back(row.given, shipment.lines)
        lines = fulfilment.moved(lines, worth.quantities(shipment.lines), packed=-1)
    return lines

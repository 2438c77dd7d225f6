"""Looking at a reservation."""

from typing import Any

from catalog import table
from catalog.domain.stock_reservation import HELD
from onestop import clock, tables
from onestop.errors import NotFound
from onestop.identity import Caller


def shown(by: Caller, reservation_id: str) -> dict[str, Any]:
    """One reservation as it is at this moment: 1 call. A hold that is over is `expired`, freed or not."""
    row = tables.get(table.Reservation, *table.reservation_keys(by.tenant, reservation_id))
    if row is None:
        raise NotFound("There is no such reservation.")
    over = row.state == HELD and row.until <= clock.timestamp()
    return {**row.view(), **({"state": "expired"} if over else {})}

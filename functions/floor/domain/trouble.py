"""Whether a ticket is in time, as far as a floor has to know."""

from collections.abc import Mapping
from typing import Any

from floor.domain.item import BREACHED, RISK

OVER = ("solved", "closed")


def trouble(record: Mapping[str, Any]) -> str:
    """The worst of what its clocks say: a deadline that has passed and is still open, else one that comes near.

    A clock that stands still, because the customer is waited for, comes near nothing.
    """
    running = [each for each in (record["sla"] or {}).get("clocks", ()) if not each.get("endedAt")]
    if any(each.get("breachedAt") for each in running):
        return BREACHED
    return RISK if any(each.get("warnedAt") and each["state"] != "paused" for each in running) else ""


def finished(record: Mapping[str, Any], kind: str) -> bool:
    """Whether nobody waits for an answer to the ticket any more."""
    return record["statusCategory"] in OVER or kind in ("TicketTrashed", "TicketMerged")

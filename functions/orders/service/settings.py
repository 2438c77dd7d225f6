"""What a tenant decided about its orders, and what holds where it did not."""

from __future__ import annotations

from typing import Any

from onestop import clock, money, records, tables
from onestop.events import changes
from onestop.identity import Caller
from onestop.tables import creates, updates
from orders import events, schemas, table
from orders.domain.risk import LARGE_MAJOR_UNITS, REFUSE, REVIEW, Limits

RISK = {"review": REVIEW, "refuse": REFUSE, "large": {}, "watchedTags": [], "trustedTags": []}
DEFAULT = {"reservationSeconds": 900, "risk": RISK, "updatedAt": None, "version": 0}


def of(tenant: str) -> dict[str, Any]:
    """The settings of a tenant, as they are shown: 1 call."""
    row = tables.get(table.OrderSettings, *table.settings_keys(tenant))
    return dict(row.view()) if row else dict(DEFAULT)


def decide(by: Caller, said: schemas.SettingsGiven) -> dict[str, Any]:
    """Set them all, and return them: 2 calls."""
    return records.settled(lambda: _decide(by, said.whole()))


def limits(settings: dict[str, Any], currency: str) -> Limits:
    """What is a risk, for orders in one currency."""
    risk = settings["risk"]
    large = risk["large"].get(currency, LARGE_MAJOR_UNITS * 10 ** money.exponent(currency))
    watched, trusted = (frozenset(risk[name]) for name in ("watchedTags", "trustedTags"))
    return Limits(large, risk["review"], risk["refuse"], watched, trusted)


def _decide(by: Caller, said: dict[str, Any]) -> dict[str, Any]:
    keys = table.settings_keys(by.tenant)
    found = tables.get(table.OrderSettings, *keys, consistent=True)
    row = found or table.OrderSettings(*keys)
    before = row.view() if found else {}
    row.reservation_seconds, row.risk, row.updated_at = said["reservationSeconds"], said["risk"], clock.timestamp()
    records.stamp(row, events.SETTINGS_CHANGED, by, changes(before, row.view()))
    tables.write(updates(row) if found else creates(row))
    return dict(row.view())

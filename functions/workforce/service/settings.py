"""How a tenant works, and what holds where it has not decided."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from onestop import clock, records, tables
from onestop.events import changes
from onestop.identity import Caller
from onestop.tables import creates, updates
from workforce import events, schemas, table
from workforce.domain.reasons import complete
from workforce.domain.silence import Limits

DEFAULT: dict[str, Any] = {
    "weights": {"ticket": 20, "email": 20, "chat": 33, "phone": 100},
    "reasons": complete([]),
    "heartbeat": {"away": 60, "offline": 300},
    "shiftEnd": None,
    "updatedAt": None,
    "version": 0,
}


def of(tenant: str) -> dict[str, Any]:
    """The settings of a tenant, as they are shown: 1 call."""
    return shown(tables.get(table.Settings, *table.settings_keys(tenant)))


def shown(row: table.Settings | None) -> dict[str, Any]:
    """Settings as they are shown, or those that hold by default."""
    return dict(row.view()) if row else dict(DEFAULT)


def decide(by: Caller, said: schemas.WorkforceSettingsGiven) -> dict[str, Any]:
    """Set them all, and return them: 2 calls. Who is there for a reason that is gone stays so until the next change."""
    return records.settled(lambda: _decide(by, said.whole()))


def limits(settings: dict[str, Any]) -> Limits | None:
    """How long a console may be silent; None for as long as it likes."""
    said = settings["heartbeat"]
    return said and Limits(timedelta(seconds=int(said["away"])), timedelta(seconds=int(said["offline"])))


def _decide(by: Caller, said: dict[str, Any]) -> dict[str, Any]:
    keys = table.settings_keys(by.tenant)
    found = tables.get(table.Settings, *keys, consistent=True)
    row = found or table.Settings(*keys)
    before = row.view() if found else {}
    row.weights, row.reasons = said["weights"], complete(said["reasons"])
    row.heartbeat, row.shift_end, row.updated_at = said["heartbeat"], said["shiftEnd"], clock.timestamp()
    records.stamp(row, events.SETTINGS_CHANGED, by, changes(before, row.view()))
    tables.write(updates(row) if found else creates(row))
    return dict(row.view())

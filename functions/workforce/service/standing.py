"""Where an agent stands, read at once: the record, the presence, the sign of life, the plan and the settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onestop import clock, tables
from onestop.errors import NotFound
from workforce import table
from workforce.domain.silence import Standing
from workforce.service import settings


@dataclass(frozen=True, slots=True)
class Here:
    """What there is of one agent; a part that was not asked for, or is not there yet, is None."""

    tenant: str
    presence: table.Presence
    settings: dict[str, Any]
    agent: table.Agent | None = None
    pulse: table.Pulse | None = None
    duty: table.Duty | None = None

    @property
    def standing(self) -> Standing:
        """What the rules about silence decide about; nobody was silent before the tenant said what that means."""
        said = max(self.pulse.seen, self.settings["updatedAt"] or "") if self.pulse else None
        seen = datetime.fromisoformat(said) if said else None
        return Standing(self.presence.status, datetime.fromisoformat(self.presence.since), seen)

    @property
    def end_of_shift(self) -> str | None:
        """When the shift that is under way ends."""
        end = self.duty.until if self.duty else None
        return end if end and end > clock.timestamp() else None


def whole(tenant: str, agent_id: str) -> Here:
    """Everything, as it is now; `NotFound` for who is no agent: 1 call, 5 read units."""
    return _read(tenant, agent_id, (table.agent_keys, table.duty_keys), consistent=True)


def soon(tenant: str, agent_id: str) -> Here:
    """The presence and the sign of life, as they were a moment ago: 1 call, 1.5 read units."""
    return _read(tenant, agent_id, (), consistent=False)


def _read(tenant: str, agent_id: str, more: Any, *, consistent: bool) -> Here:
    keys = [one(tenant, agent_id) for one in (table.presence_keys, table.pulse_keys, *more)]
    rows = tables.get_many(table.Row, [*keys, table.settings_keys(tenant)], consistent=consistent)
    found: dict[type, Any] = {type(row): row for row in rows}
    if table.Presence not in found:
        raise NotFound("There is no such agent.")
    return Here(
        tenant,
        found[table.Presence],
        settings.shown(found.get(table.Settings)),
        found.get(table.Agent),
        found.get(table.Pulse),
        found.get(table.Duty),
    )

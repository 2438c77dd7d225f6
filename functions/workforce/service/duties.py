"""What follows from the plan for an agent now: on duty or not, until when, and offline when the shift is long over."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from onestop import clock, due, records, tables
from onestop.errors import VersionMismatch
from onestop.events import Kind
from onestop.identity import Caller
from onestop.tables import Step, served
from workforce import events, table
from workforce.domain import duty as rules
from workforce.domain.duty import ON_DUTY, Duty
from workforce.domain.reasons import SHIFT_ENDED
from workforce.service import changing
from workforce.service.changing import State
from workforce.service.standing import Here

MOST = 200  # shifts, and leaves, of one agent or team


def settle(by: Caller, agent_id: str) -> None:
    """Bring an agent's duty to what the plan says now, tell what changed, and say when to look again.

    3 calls and one for each team. Raises `VersionMismatch` where the agent changed meanwhile.
    """
    here = changing.caught_up(by, agent_id)
    planned = _planned(here)
    steps = _ended(by, here, planned) or changing.ending_at(by, here, _text(planned.until))
    tables.write(_keeping(by, here, planned), *steps)


def plan(tenant: str, owners: list[str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The shifts and the leaves of an agent and the teams, as they are shown: 1 call for each."""
    rows = [row for owner in owners for row in of_owner(tenant, owner, "")]
    shifts = [row.view() for row in rows if isinstance(row, table.Shift)]
    return shifts, [row.view() for row in rows if isinstance(row, table.Leave)]


def of_owner(tenant: str, owner_id: str, kind: str) -> list[Any]:
    """The shifts (`shift#`), leaves (`leave#`) or both of an agent or a team, as they are now: 1 call."""
    with served():
        rows = table.Row.query(
            table.plan_pk(tenant, owner_id), table.Row.sk.startswith(kind) if kind else None, consistent_read=True
        )
        return [row for row in rows if not tables.over(row)]


def touch(tenant: str, agent_id: str) -> None:
    """Have the clock look at an agent's plan with its next stroke: 1 call."""
    row = table.Duty(*table.duty_keys(tenant, agent_id))
    actions = (
        table.Duty.type.set(table.Duty),
        table.Duty.asked.set(clock.new_id()),
        table.Duty.waiting.set(due.partition(agent_id)),
        table.Duty.due.set(clock.timestamp()),
    )
    tables.write(Step("update", row, lambda _: AssertionError("has no condition"), None, actions))


def _planned(here: Here) -> Duty:
    agent = here.agent
    owners = [agent.id, *agent.teams] if agent and agent.active else []
    return rules.at(*plan(here.tenant, owners), clock.now())


def _keeping(by: Caller, here: Here, planned: Duty) -> Step:
    """The duty as it is now, with an event where that is something else than before.

    Refused where somebody changed a plan meanwhile and asked to look at it, or looked himself: `asked` is another then.
    """
    row: Any = here.duty  # there is one as soon as somebody asked to look
    kind, unasked = _kind(row, planned), table.Duty.asked == row.asked
    if row.kind != planned.kind:
        row.since = clock.rfc3339(planned.since)
    look = _text(_look(here, planned))
    row.agent, row.kind, row.shift, row.asked = here.presence.id, planned.kind, planned.shift, clock.new_id()
    row.until, row.next = _text(planned.until), _text(planned.next)
    row.waiting, row.due = due.partition(row.agent) if look else None, look
    if kind:
        records.stamp(row, kind, by)
    return Step("save", row, _asked_meanwhile, unasked)


def _asked_meanwhile(_: Any) -> Exception:
    return VersionMismatch("Somebody changed the plan meanwhile.")


def _kind(row: table.Duty, planned: Duty) -> Kind | None:
    """The event that tells it; None where nothing is new."""
    was = row.kind or "off"
    if (was in ON_DUTY) != (planned.kind in ON_DUTY):
        return events.SHIFT_STARTED if planned.kind in ON_DUTY else events.SHIFT_ENDED
    same = (was, row.until) == (planned.kind, _text(planned.until))
    return None if same else events.DUTY_CHANGED


def _look(here: Here, planned: Duty) -> datetime | None:
    over = _grace_over(here, planned)
    return over if over and over > clock.now() else planned.look


def _grace_over(here: Here, planned: Duty) -> datetime | None:
    """When somebody who is still there has been for too long; None while on duty, or where nobody minds."""
    minded = here.settings["shiftEnd"]
    if planned.kind in ON_DUTY or minded is None:
        return None
    return planned.since + timedelta(seconds=int(minded["offlineAfter"]))


def _ended(by: Caller, here: Here, planned: Duty) -> list[Step]:
    """Offline for who is still as he was when the grace was over; whoever chose something since works longer."""
    over = _grace_over(here, planned)
    if over is None or here.presence.status == "offline":
        return []
    if not datetime.fromisoformat(here.presence.since) <= over <= clock.now():
        return []
    state = State("offline", SHIFT_ENDED, [])
    return changing.entering(by, here, state, clock.now(), here.standing.seen)


def _text(moment: datetime | None) -> str | None:
    return clock.rfc3339(moment) if moment else None

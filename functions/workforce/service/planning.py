"""Shifts and leaves: planned, changed, cancelled. What follows from them, the clock finds out within a minute."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from onestop import clock, lists, once, records, tables
from onestop.errors import BadParameter, Conflict, Invalid, NotFound
from onestop.events import Kind, changes
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.once import Once
from onestop.records import ANY_VERSION
from onestop.shaping import fill, patched
from onestop.tables import creates, deletes, updates
from workforce import events, schemas, table
from workforce.domain.duty import stretches
from workforce.service import duties, finding, groups

KEPT = timedelta(days=400)
USUAL, LONGEST = timedelta(days=7), timedelta(days=31)


def plan_shift(by: Caller, new: schemas.NewShift, repeat: Once | None = None) -> dict[str, Any]:
    """Plan a shift of an agent or a team: 3 calls. `Invalid` for one that there is not, `Conflict` beyond 200."""
    _must_be_there(by.tenant, new.agent, new.team)
    owner, shift_id = str(new.agent or new.team), clock.new_id()
    row = table.Shift(*table.shift_keys(by.tenant, owner, shift_id), id=shift_id)
    return _add(by, row, events.SHIFT_PLANNED, new.whole(), repeat)


def plan_leave(by: Caller, new: schemas.NewLeave, repeat: Once | None = None) -> dict[str, Any]:
    """Plan a leave of an agent: 3 calls. `Invalid` for who is none, `Conflict` beyond 200."""
    _must_be_there(by.tenant, new.agent)
    leave_id = clock.new_id()
    row = table.Leave(*table.leave_keys(by.tenant, new.agent, leave_id), id=leave_id)
    return _add(by, row, events.LEAVE_PLANNED, new.whole(), repeat)


def change_shift(by: Caller, shift_id: str, patch: schemas.ShiftPatch, if_match: int) -> dict[str, Any]:
    """Change the times of a shift: 3 calls, 2 where nothing changes."""
    return _change(by, shift(by.tenant, shift_id, if_match), schemas.ShiftTimes, patch, events.SHIFT_CHANGED)


def change_leave(by: Caller, leave_id: str, patch: schemas.LeavePatch, if_match: int) -> dict[str, Any]:
    """Change a leave: 3 calls, 2 where nothing changes."""
    return _change(by, leave(by.tenant, leave_id, if_match), schemas.LeaveTimes, patch, events.LEAVE_CHANGED)


def cancel_shift(by: Caller, shift_id: str, if_match: int) -> None:
    """Cancel a shift: 3 calls."""
    _cancel(by, shift(by.tenant, shift_id, if_match), events.SHIFT_CANCELLED)


def cancel_leave(by: Caller, leave_id: str, if_match: int) -> None:
    """Cancel a leave: 3 calls."""
    _cancel(by, leave(by.tenant, leave_id, if_match), events.LEAVE_CANCELLED)


def shift(tenant: str, shift_id: str, if_match: int = ANY_VERSION) -> Any:
    """The latest version of a shift; `NotFound` or `VersionMismatch` otherwise: 2 calls."""
    return _there(tenant, table.Shift, table.shift_keys, shift_id, if_match)


def leave(tenant: str, leave_id: str, if_match: int = ANY_VERSION) -> Any:
    """The latest version of a leave; `NotFound` or `VersionMismatch` otherwise: 2 calls."""
    return _there(tenant, table.Leave, table.leave_keys, leave_id, if_match)


def planned(tenant: str, owner_id: str, part: Range) -> Page:
    """The shifts or leaves (as the bounds of `part` say) of an agent or a team, in the order of planning: 1 call."""
    return lists.read(table.Row, [table.plan_pk(tenant, owner_id)], part, table.Row.sk)


def schedule(by: Caller, agent_id: str, query: schemas.StretchQuery) -> list[dict[str, Any]]:
    """What the plan has an agent do in a time, without gaps: 2 calls and one for each team.

    `BadParameter` for more than 31 days, or none.
    """
    low = datetime.fromisoformat(query.since) if query.since else clock.now()
    high = datetime.fromisoformat(query.until) if query.until else low + USUAL
    if not timedelta() < high - low <= LONGEST:
        raise BadParameter(errors=[{"pointer": "/until", "reason": "is after `since`, and 31 days at most"}])
    agent = finding.there(by.tenant, agent_id, consistent=False)
    found = stretches(*duties.plan(by.tenant, [agent.id, *agent.teams]), low, high)
    return [
        {"kind": each.kind, "shift": each.shift, "since": clock.rfc3339(each.since), "until": clock.rfc3339(each.until)}
        for each in found
    ]


def _must_be_there(tenant: str, agent_id: str | None, team_id: str | None = None) -> None:
    try:
        finding.there(tenant, agent_id) if agent_id else groups.team(tenant, str(team_id))
    except NotFound as none:
        pointer = "/agent" if agent_id else "/team"
        raise Invalid(errors=[{"pointer": pointer, "reason": "is none of this tenant's"}]) from none


def _add(by: Caller, row: Any, kind: Kind, said: dict[str, Any], repeat: Once | None) -> dict[str, Any]:
    owner = said["agent"] or said["team"]
    if len(duties.of_owner(by.tenant, owner, row.sk.partition("#")[0] + "#")) >= duties.MOST:
        once.replay(table.Guard, repeat)
        raise Conflict(f"There are {duties.MOST} already; cancel those that are over.")
    row.created_at = clock.timestamp()
    view = _next(by, row, kind, said)
    whose = table.Whose(*table.whose_keys(by.tenant, row.id), owner=owner, expires=row.expires)
    tables.write(*once.guards(table.Guard, repeat, view), creates(row), creates(whose))
    return view


def _there(tenant: str, model: Any, keys: Any, plan_id: str, if_match: int) -> Any:
    whose = tables.get(table.Whose, *table.whose_keys(tenant, plan_id), consistent=True)
    row = tables.get(model, *keys(tenant, whose.owner, plan_id), consistent=True) if whose else None
    if row is None:
        raise NotFound(f"There is no such {model.__name__.lower()}.")
    records.must_match(row, if_match)
    return row


def _change(by: Caller, row: Any, model: Any, patch: Any, kind: Kind) -> dict[str, Any]:
    before = row.view()
    said = patched(model, before, patch.given()).whole()
    changed = changes(before, {**before, **said})
    if not changed:
        return dict(before)
    view = _next(by, row, kind, said, changed)
    whose = table.Whose(*table.whose_keys(by.tenant, row.id), owner=row.agent or row.team, expires=row.expires)
    tables.write(updates(row), creates(whose, unless=table.Whose.pk.exists()))
    return view


def _cancel(by: Caller, row: Any, kind: Kind) -> None:
    row.expires = clock.now()
    records.stamp(row, kind, by)
    tables.write(updates(row), deletes(table.Whose(*table.whose_keys(by.tenant, row.id))))


def _next(by: Caller, row: Any, kind: Kind, said: dict[str, Any], changed: Any = ()) -> dict[str, Any]:
    fill(row, said)
    row.expires = _forgotten(said)
    row.updated_at = clock.timestamp()
    records.stamp(row, kind, by, changed)
    return dict(row.view())


def _forgotten(said: dict[str, Any]) -> datetime | None:
    """When a plan that has an end is forgotten."""
    end = said["end"] or (said["last"] and f"{said['last']}T00:00:00Z")
    return datetime.fromisoformat(end) + KEPT if end else None

"""Teams and skills: what a tenant has few of, so that all of a kind are read at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from onestop import clock, lists, once, records, tables
from onestop.errors import AlreadyTaken, Conflict, NotFound, WrongState
from onestop.events import Kind, changes
from onestop.identity import Caller
from onestop.lists import Range
from onestop.once import Once
from onestop.records import ANY_VERSION
from onestop.shaping import fill, patched
from onestop.tables import served
from workforce import events, schemas, table

MOST = 500


def teams(tenant: str) -> list[Any]:
    """All teams in the order of their making, the retired ones too: 1 call."""
    return _every(table.Team, table.teams_pk(tenant))


def skills(tenant: str) -> list[Any]:
    """All skills by key, the retired ones too: 1 call."""
    return _every(table.Skill, table.skills_pk(tenant))


def create_team(by: Caller, new: schemas.NewTeam, repeat: Once | None = None) -> dict[str, Any]:
    """Create a team and return it: 2 calls. `Conflict` beyond 500."""
    team_id = clock.new_id()
    row = table.Team(table.teams_pk(by.tenant), team_id, id=team_id, created_at=clock.timestamp())
    return _add(by, row, events.TEAM_CREATED, new.whole(), repeat)


def define_skill(by: Caller, new: schemas.NewSkill, repeat: Once | None = None) -> dict[str, Any]:
    """Define a skill and return it: 2 calls. `AlreadyTaken` for a key in use, `Conflict` beyond 500."""
    row = table.Skill(table.skills_pk(by.tenant), new.key, created_at=clock.timestamp())
    return _add(by, row, events.SKILL_DEFINED, new.whole(), repeat)


def change_team(by: Caller, team_id: str, patch: schemas.TeamPatch, if_match: int) -> dict[str, Any]:
    """Change a team: 2 calls, 1 where nothing changes."""
    return _change(by, team(by.tenant, team_id, if_match), schemas.NewTeam, patch, events.TEAM_CHANGED)


def change_skill(by: Caller, key: str, patch: schemas.SkillPatch, if_match: int) -> dict[str, Any]:
    """Change a skill's names: 2 calls, 1 where nothing changes."""
    return _change(by, skill(by.tenant, key, if_match), schemas.SkillNames, patch, events.SKILL_CHANGED)


def retire_team(by: Caller, team_id: str, if_match: int) -> None:
    """Let a team end: 3 calls. `WrongState` as long as somebody is in it."""
    row = team(by.tenant, team_id, if_match)
    partitions = lists.partitions(by.tenant, table.team_list(team_id))
    if lists.read(table.InTeam, partitions, Range(limit=1), table.InTeam.sk).rows:
        raise WrongState("There are agents in this team.")
    _retire(by, row, events.TEAM_RETIRED)


def retire_skill(by: Caller, key: str, if_match: int) -> None:
    """Let a skill end: 2 calls. Who has it keeps it, nobody else is given it."""
    _retire(by, skill(by.tenant, key, if_match), events.SKILL_RETIRED)


def team(tenant: str, team_id: str, if_match: int = ANY_VERSION) -> Any:
    """The latest version of a team; `NotFound` or `VersionMismatch` otherwise: 1 call."""
    return _there(table.Team, table.teams_pk(tenant), team_id, if_match)


def skill(tenant: str, key: str, if_match: int = ANY_VERSION) -> Any:
    """The latest version of a skill; `NotFound` or `VersionMismatch` otherwise: 1 call."""
    if not schemas.is_key(key):
        raise NotFound("There is no such skill.")
    return _there(table.Skill, table.skills_pk(tenant), key, if_match)


def unknown(tenant: str, team_ids: Iterable[str], keys: Iterable[str]) -> set[str]:
    """Those of some teams and skills that nobody can be given: 1 call, none where none are named."""
    asked = [(table.teams_pk(tenant), each) for each in team_ids] + [(table.skills_pk(tenant), each) for each in keys]
    found = {row.sk for row in tables.get_many(table.Row, asked, consistent=True) if not row.retired}
    return {sk for _, sk in asked} - found


def _every(model: Any, pk: str) -> list[Any]:
    with served():
        return list(model.query(pk, consistent_read=True))


def _there(model: Any, pk: str, sk: str, if_match: int) -> Any:
    row = tables.get(model, pk, sk, consistent=True)
    if row is None:
        raise NotFound(f"There is no such {model.__name__.lower()}.")
    records.must_match(row, if_match)
    return row


def _add(by: Caller, row: Any, kind: Kind, said: dict[str, Any], repeat: Once | None) -> dict[str, Any]:
    if len(_every(type(row), row.pk)) >= MOST:
        once.replay(table.Guard, repeat)
        raise Conflict(f"There are {MOST} already; that is the most.")
    view = _next(by, row, kind, said)
    tables.write(*once.guards(table.Guard, repeat, view), tables.creates(row, _taken))
    return view


def _change(by: Caller, row: Any, model: Any, patch: Any, kind: Kind) -> dict[str, Any]:
    before = row.view()
    said = patched(model, before, patch.given()).whole()
    changed = changes(before, {**before, **said})
    if not changed:
        return dict(before)
    view = _next(by, row, kind, said, changed)
    tables.write(tables.updates(row))
    return view


def _retire(by: Caller, row: Any, kind: Kind) -> None:
    if not row.retired:
        _next(by, row, kind, {"retired": True}, {"retired": True})
        tables.write(tables.updates(row))


def _next(
    by: Caller, row: Any, kind: Kind, said: dict[str, Any], changed: Mapping[str, Any] | tuple[()] = ()
) -> dict[str, Any]:
    fill(row, said)
    row.updated_at = clock.timestamp()
    records.stamp(row, kind, by, changed)
    return dict(row.view())


def _taken(_: Any) -> Exception:
    return AlreadyTaken("There is a skill of this key.")

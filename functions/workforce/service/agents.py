"""Agents: who takes work. One of a member, by the id of the member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop import clock, lists, once, records, tables
from onestop.errors import AlreadyTaken, Invalid, WrongState
from onestop.events import Kind, changes
from onestop.identity import Caller
from onestop.once import Once
from onestop.shaping import fill, patched
from onestop.tables import Step, creates, deletes, updates
from workforce import events, schemas, table
from workforce.domain.reasons import RETIRED
from workforce.service import changing, finding, groups
from workforce.service.changing import State
from workforce.service.standing import Here

View = Mapping[str, Any]
NOBODY: View = {"teams": [], "skills": []}


def register(by: Caller, new: schemas.NewAgent, repeat: Once | None = None) -> dict[str, Any]:
    """Register a member as an agent, who is offline to begin with: 3 calls, 2 without teams and skills.

    Raises `AlreadyTaken` for who is an agent already, `WrongState` for a member who is disabled, `Invalid` for unknown
    teams and skills.
    """
    said, at = new.whole(), clock.timestamp()
    member = tables.get(table.Member, *table.member_keys(by.tenant, new.id), consistent=True)
    if member is not None and member.state != "active":
        raise WrongState("This member is disabled.")
    _must_be_known(by.tenant, NOBODY, said)
    listed = lists.partition(by.tenant, finding.AGENTS, new.id)
    row = table.Agent(*table.agent_keys(by.tenant, new.id), listed=listed, created_at=at)
    view = _next(by, row, events.AGENT_REGISTERED, said)
    tables.write(
        *once.guards(table.Guard, repeat, view),
        creates(row, _taken),
        creates(_first_presence(by, new.id, at)),
        *_moves(by.tenant, new.id, NOBODY, view),
    )
    return view


def change(by: Caller, agent_id: str, patch: schemas.AgentPatch, if_match: int) -> dict[str, Any]:
    """Change what an agent can do: 2 calls, 1 where nothing changes, 3 with new teams or skills."""
    row = finding.there(by.tenant, agent_id, if_match)
    before = row.view()
    said = patched(schemas.Abilities, before, patch.given()).whole()
    changed = changes(before, {**before, **said})
    if not changed:
        return dict(before)
    _must_be_known(by.tenant, before, said)
    view = _next(by, row, events.AGENT_CHANGED, said, changed)
    tables.write(updates(row), *_moves(by.tenant, agent_id, before, view))
    return view


def retire(by: Caller, agent_id: str, if_match: int) -> None:
    """Take an agent out of work: 3 calls, 2 where that is so already."""
    finding.there(by.tenant, agent_id, if_match)
    records.settled(lambda: _retired(by, agent_id))


def restore(by: Caller, agent_id: str) -> dict[str, Any]:
    """Take an agent back, who is offline to begin with: 3 calls. `WrongState` for one whose member is disabled."""
    if finding.there(by.tenant, agent_id).disabled:
        raise WrongState("The member is disabled.")
    return records.settled(lambda: _restored(by, agent_id))


def retiring(by: Caller, agent_id: str, *, disabled: bool = False) -> list[Step]:
    """What retires an agent, who is offline from then on; nothing where that is so already: 1 call."""
    here = changing.caught_up(by, agent_id)
    row = here.agent
    if row is None or not row.active:
        return []
    row.disabled = disabled
    _next(by, row, events.AGENT_RETIRED, {"active": False}, {"active": False})
    return [updates(row), *_offline(by, here, RETIRED)]


def restoring(by: Caller, agent_id: str) -> list[Step]:
    """What takes a retired agent back, who is offline to begin with; nothing where that is so already: 1 call."""
    here = changing.caught_up(by, agent_id)
    row = here.agent
    if row is None or row.active:
        return []
    row.disabled = False
    _next(by, row, events.AGENT_CHANGED, {"active": True}, {"active": True})
    return [updates(row), *_offline(by, here, "offline")]


def _offline(by: Caller, here: Here, reason: str) -> list[Step]:
    """Who is offline gets another reason, too: a presence that is chosen at the same moment is refused then."""
    return changing.entering(by, here, State("offline", reason, []), clock.now(), here.standing.seen)


def renaming(by: Caller, row: table.Agent, name: str) -> list[Step]:
    """What gives an agent another name."""
    _next(by, row, events.AGENT_CHANGED, {"name": name}, {"name": name})
    return [updates(row)]


def _retired(by: Caller, agent_id: str) -> None:
    if steps := retiring(by, agent_id):
        tables.write(*steps)


def _restored(by: Caller, agent_id: str) -> dict[str, Any]:
    if steps := restoring(by, agent_id):
        tables.write(*steps)
        return dict(steps[0].row.view())
    return finding.agent(by, agent_id)


def _first_presence(by: Caller, agent_id: str, at: str) -> table.Presence:
    keys = table.presence_keys(by.tenant, agent_id)
    row = table.Presence(*keys, id=agent_id, status="offline", reason="offline", since=at)
    records.stamp(row, events.PRESENCE_CHANGED, by)
    return row


def _must_be_known(tenant: str, before: View, said: View) -> None:
    """Raise `Invalid` with a pointer to each team or skill that is new and that nobody can be given."""
    had = {each["skill"] for each in before["skills"]}
    teams = [each for each in said["teams"] if each not in before["teams"]]
    skills = [each["skill"] for each in said["skills"] if each["skill"] not in had]
    unknown = groups.unknown(tenant, teams, skills) if teams or skills else set()
    errors = [f"/teams/{number}" for number, each in enumerate(said["teams"]) if each in unknown]
    errors += [f"/skills/{number}/skill" for number, each in enumerate(said["skills"]) if each["skill"] in unknown]
    if errors:
        raise Invalid(errors=[{"pointer": each, "reason": "is none of this tenant's"} for each in errors])


def _moves(tenant: str, agent_id: str, before: View, after: View) -> list[Step]:
    """From the teams of before to those of after."""
    had, has = set(before["teams"]), set(after["teams"])
    joined = (creates(_in_team(tenant, agent_id, each), unless=table.Row.pk.exists()) for each in sorted(has - had))
    return [*joined, *(deletes(_in_team(tenant, agent_id, each)) for each in sorted(had - has))]


def _in_team(tenant: str, agent_id: str, team_id: str) -> table.InTeam:
    return table.InTeam(lists.partition(tenant, table.team_list(team_id), agent_id), agent_id)


def _next(
    by: Caller, row: table.Agent, kind: Kind, said: dict[str, Any], changed: Mapping[str, Any] | tuple[()] = ()
) -> dict[str, Any]:
    fill(row, said)
    row.updated_at = clock.timestamp()
    records.stamp(row, kind, by, changed)
    return dict(row.view())


def _taken(_: Any) -> Exception:
    return AlreadyTaken("This member is an agent already; who is retired can be restored.")

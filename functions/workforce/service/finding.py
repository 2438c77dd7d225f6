"""Finding agents, and what hangs on them."""

from __future__ import annotations

from typing import Any

from onestop import lists, records, tables
from onestop.errors import NotFound
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.records import ANY_VERSION
from workforce import schemas, table

AGENTS = "agents"


def agent(by: Caller, agent_id: str) -> dict[str, Any]:
    """One agent, as shown: 1 call."""
    return there(by.tenant, agent_id, consistent=False).view()


def there(tenant: str, agent_id: str, if_match: int = ANY_VERSION, *, consistent: bool = True) -> table.Agent:
    """The latest version of an agent; `NotFound` or `VersionMismatch` otherwise: 1 call."""
    row = tables.get(table.Agent, *table.agent_keys(tenant, agent_id), consistent=consistent)
    if row is None:
        raise NotFound("There is no such agent.")
    records.must_match(row, if_match)
    return row


def agents(by: Caller, query: schemas.AgentQuery, part: Range) -> Page:
    """All agents by id, or those of a team: 1 call for each shard of the list, 1 for each 100 agents."""
    found = _listed(by.tenant, query.team, part)
    return Page(tables.get_many(table.Agent, _keys(by, found, table.agent_keys)), found.position)


def presences(by: Caller, query: schemas.PresenceQuery, part: Range) -> Page:
    """Who is there, of all agents or of a team: 1 call for each shard of the list, 1 for each 100 agents."""
    found = _listed(by.tenant, query.team, part)
    return Page(tables.get_many(table.Presence, _keys(by, found, table.presence_keys)), found.position)


def in_team(tenant: str, team_id: str, part: Range) -> Page:
    """The agents of a team, by id: 1 call for each shard of the list."""
    partitions = lists.partitions(tenant, table.team_list(team_id))
    return lists.read(table.InTeam, partitions, part, table.InTeam.sk)


def _listed(tenant: str, team_id: str | None, part: Range) -> Page:
    if team_id:
        return in_team(tenant, team_id, part)
    return lists.read(table.Agent.by_creation, lists.partitions(tenant, AGENTS), part, table.ByCreation.id)


def _keys(by: Caller, found: Page, keys: Any) -> list[tuple[str, str]]:
    ids = [row.sk if isinstance(row, table.InTeam) else row.id for row in found.rows]
    return [keys(by.tenant, each) for each in ids]

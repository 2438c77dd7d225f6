"""What others tell: identity, of members who are agents; and our own events, after which a plan says something else."""

from __future__ import annotations

from onestop import records, tables
from onestop.events import Event
from onestop.lists import Range
from onestop.once import Replayed
from onestop.tables import Step, creates
from workforce import table
from workforce.service import agents, duties, finding

A_PAGE = 100


def member(event: Event) -> None:
    """Follow a member: an agent is called as the member is, retires with one who is disabled, comes back with one.

    Done once for each version of the member, and not at all for one that is older than what was heard already.
    """
    records.settled(lambda: _member(event))


def agent(event: Event) -> None:
    """Have the clock look at the plan of an agent who is new, retired, or in other teams."""
    if event.type != "AgentChanged" or {"teams", "active"} & event.data["changes"].keys():
        duties.touch(event.tenant, event.data["record"]["id"])


def plan(event: Event) -> None:
    """Have the clock look at everybody whose plan was changed."""
    record = event.data["record"]
    if record["agent"]:
        duties.touch(event.tenant, record["agent"])
    else:
        _touch_team(event.tenant, record["team"])


def _member(event: Event) -> None:
    said, by = event.data["record"], event.caller("workforce")
    heard = _heard(event)
    row = tables.get(table.Agent, *table.agent_keys(event.tenant, said["id"]), consistent=True)
    if row is None:
        tables.write(heard)
    elif said["state"] == "disabled":
        tables.write(heard, *agents.retiring(by, row.id, disabled=True))
    elif row.disabled:
        tables.write(heard, *agents.restoring(by, row.id))
    else:
        renamed = row.active and "name" in event.data["changes"] and row.name != said["name"]
        tables.write(heard, *(agents.renaming(by, row, said["name"]) if renamed else []))


def _heard(event: Event) -> Step:
    said = event.data["record"]
    row = table.Member(*table.member_keys(event.tenant, said["id"]), sequence=event.sequence, state=said["state"])
    return creates(row, lambda _: Replayed(None), unless=table.Member.sequence < event.sequence)


def _touch_team(tenant: str, team_id: str) -> None:
    part = Range(limit=A_PAGE)
    while True:
        page = finding.in_team(tenant, team_id, part)
        for row in page.rows:
            duties.touch(tenant, row.sk)
        if page.position is None:
            return
        part = Range(limit=A_PAGE, after=page.position)

"""What agents are called, for the texts that name them."""

from __future__ import annotations

from onestop import tables
from onestop.events import Event
from onestop.once import Replayed
from tickets import table

MEMBER = "member/"


def hear(event: Event) -> None:
    """Take over what an agent is called, unless something newer was heard: 1 call."""
    keys = table.agent_keys(event.tenant, event.data["record"]["id"])
    row = table.Agent(*keys, name=event.data["record"]["name"], sequence=event.sequence, version=0)
    tables.write(tables.creates(row, lambda _: Replayed(None), unless=table.Agent.sequence < event.sequence))


def called(tenant: str, who: str | None) -> dict[str, str]:
    """An agent as texts have them (`{"name": ...}`), by id or as an actor; empty for none: 1 call at most."""
    agent = (who or "").removeprefix(MEMBER)
    row = tables.get(table.Agent, *table.agent_keys(tenant, agent)) if agent and "/" not in agent else None
    return {"name": row.name} if row else {}

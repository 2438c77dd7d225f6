"""Agents as routing knows them: what they can, whether they are there, and what they hold."""

from typing import Any

from onestop import clock, tables
from onestop.pynamo import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from onestop.tables import key
from routing.table.base import Row

NO_PROFILE = "-"
ROOM, FULL, GONE = "0", "1", "2"  # in this order within the agents of a profile


class Agent(Row, discriminator="agent"):
    """An agent of workforce, and the work in their hands: `{work: {"units", "queue", "offered"}}`.

    Whoever gives them work or takes it away writes the next version of this row, together with the work: that is what
    keeps `load` true. `since` is when capacity last came free, `came` since when they are there, `left` when they last
    were not there any more. `heard` and `seen` are the versions of workforce's agent and presence that it agrees with.
    """

    heard = NumberAttribute(default=0)
    seen = NumberAttribute(default=0)

    id = UnicodeAttribute()
    teams = JSONAttribute(default=list)
    skills = JSONAttribute(default=dict)
    languages = JSONAttribute(default=list)
    capacity = NumberAttribute(default=100)
    profile = UnicodeAttribute(null=True)
    active = BooleanAttribute(default=True)
    status = UnicodeAttribute(default="offline")
    channels = JSONAttribute(null=True)
    until = UnicodeAttribute(null=True)

    holding = JSONAttribute(default=dict)
    load = NumberAttribute(default=0)
    since = UnicodeAttribute()
    came = UnicodeAttribute(null=True)
    left = UnicodeAttribute(null=True)
    turn = UnicodeAttribute(null=True)
    taken = JSONAttribute(default=list)

    @property
    def there(self) -> bool:
        """Whether work may be given now: who is busy may take some channels, who is away or offline none."""
        takes = self.channels is None or len(self.channels) > 0
        return bool(self.active and self.status in ("available", "busy") and takes)

    def keep(self) -> None:
        """Make it the next version: the load adds up, and those with room are listed first, the longest idle before."""
        self.load = sum(each["units"] for each in self.holding.values())
        kind = GONE if not self.there else ROOM if self.load < self.capacity else FULL
        self.stated, self.state_key = crew(self.tenant, self.profile), "/".join((kind, self.since, self.id))
        self.version = int(self.version or 0) + 1


def crew(tenant: str, profile: str | None) -> str:
    """The partition, in `by-state`, of all agents with a profile, or of those without."""
    return key(tenant, "agents", profile or NO_PROFILE)


def agent_pk(tenant: str, agent_id: str) -> str:
    return key(tenant, "agent", agent_id)


def known(tenant: str, agent_id: str) -> Any:
    """An agent as of now, or one of whom nothing was heard yet: 1 call, 1 read unit."""
    pk = agent_pk(tenant, agent_id)
    return tables.get(Agent, pk, "record", consistent=True) or Agent(pk, "record", id=agent_id, since=clock.timestamp())


def many(tenant: str, agent_ids: list[str]) -> list[Any]:
    """Those of the agents of whom something was heard: 1 call for each hundred."""
    return tables.get_many(Agent, [(agent_pk(tenant, each), "record") for each in agent_ids], consistent=True)

"""Who the agents are, as workforce tells it."""

from onestop.pynamo import NumberAttribute, UnicodeAttribute
from onestop.tables import key
from tickets.table.base import Row


class Agent(Row, discriminator="agent"):
    """What an agent is called; `sequence` is that of the event that said so."""

    name = UnicodeAttribute()
    sequence = NumberAttribute()


def agent_keys(tenant: str, agent: str) -> tuple[str, str]:
    return key(tenant, "agent", agent), "record"

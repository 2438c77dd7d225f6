"""Whether an agent is there: now, and at any time before."""

from onestop.pynamo import JSONAttribute, NumberAttribute, UnicodeAttribute
from workforce.table.agents import agent_pk
from workforce.table.base import Row


class Presence(Row, discriminator="presence"):
    """One status over all channels. `previous` is the interval that the last change closed.

    `before` is the reason that held until the agent's console fell silent.
    """

    PUBLIC = (
        "id", "status", "reason", "channels", "since", "until", "forced_by", "note", "previous", "version",
    )  # fmt: skip

    before = UnicodeAttribute(null=True)

    id = UnicodeAttribute()
    status = UnicodeAttribute()
    reason = UnicodeAttribute()
    channels = JSONAttribute(default=list)
    since = UnicodeAttribute()
    until = UnicodeAttribute(null=True)
    forced_by = UnicodeAttribute(attr_name="forcedBy", null=True)
    note = UnicodeAttribute(null=True)
    previous = JSONAttribute(null=True)

    def subject(self) -> str:
        return f"presence/{self.id}"


class Interval(Row, discriminator="interval"):
    """A stretch of time in one state, which is over. Those of an agent have neither gaps nor overlaps."""

    PUBLIC = ("agent", "status", "reason", "channels", "since", "until", "seconds", "forced_by", "note")

    agent = UnicodeAttribute()
    status = UnicodeAttribute()
    reason = UnicodeAttribute()
    channels = JSONAttribute(default=list)
    since = UnicodeAttribute()
    until = UnicodeAttribute()
    seconds = NumberAttribute()
    forced_by = UnicodeAttribute(attr_name="forcedBy", null=True)
    note = UnicodeAttribute(null=True)


class Pulse(Row, discriminator="pulse"):
    """When an agent's console was heard of last; due when its silence means something."""

    seen = UnicodeAttribute()


def presence_keys(tenant: str, agent_id: str) -> tuple[str, str]:
    return agent_pk(tenant, agent_id), "presence"


def pulse_keys(tenant: str, agent_id: str) -> tuple[str, str]:
    return agent_pk(tenant, agent_id), "pulse"


def interval_keys(tenant: str, agent_id: str, until: str) -> tuple[str, str]:
    """By its end: what overlaps a time begins with the first that ends after it."""
    return agent_pk(tenant, agent_id), f"interval#{until}"

"""Agents: the members of a tenant who take work."""

from onestop import once
from onestop.pynamo import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from onestop.tables import key
from workforce.table.base import ByCreation, Row


class Agent(Row, discriminator="agent"):
    """A member who takes work; the id is the member's. `disabled` is whether he was retired for being that there."""

    PUBLIC = (
        "id", "name", "teams", "skills", "languages", "capacity", "profile", "zone", "active", "created_at",
        "updated_at", "version",
    )  # fmt: skip

    by_creation = ByCreation()
    listed = UnicodeAttribute()
    disabled = BooleanAttribute(default=False)

    id = UnicodeAttribute()
    name = UnicodeAttribute()
    teams = JSONAttribute(default=list)
    skills = JSONAttribute(default=list)
    languages = JSONAttribute(default=list)
    capacity = NumberAttribute()
    profile = UnicodeAttribute(null=True)
    zone = UnicodeAttribute()
    active = BooleanAttribute(default=True)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"agents/{self.id}"


class Member(Row, discriminator="member"):
    """What was heard last of a member: the version that said so, and the state."""

    sequence = NumberAttribute()
    state = UnicodeAttribute()


class InTeam(Row, discriminator="in-team"):
    """One agent under one team."""


class Guard(Row, once.Guard, discriminator="guard"):
    """Which request with an Idempotency-Key was carried out."""


def agent_pk(tenant: str, agent_id: str) -> str:
    """The partition of an agent: the record, the presence and its intervals, the sign of life, the duty."""
    return key(tenant, "agent", agent_id)


def agent_keys(tenant: str, agent_id: str) -> tuple[str, str]:
    return agent_pk(tenant, agent_id), "record"


def member_keys(tenant: str, agent_id: str) -> tuple[str, str]:
    return agent_pk(tenant, agent_id), "member"


def team_list(team_id: str) -> str:
    """The name of the list of a team's agents."""
    return f"team/{team_id}"

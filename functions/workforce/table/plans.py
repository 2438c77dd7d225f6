"""When agents are to be there: shifts and leaves, and what follows from them for each agent now."""

from onestop.pynamo import JSONAttribute, UnicodeAttribute
from onestop.tables import key
from workforce.table.agents import agent_pk
from workforce.table.base import Row


class Shift(Row, discriminator="shift"):
    """When an agent, or everybody of a team, works or pauses: once, or each week on the clocks of a zone."""

    PUBLIC = (
        "id", "agent", "team", "kind", "zone", "weekly", "first", "last", "start", "end", "created_at", "updated_at",
        "version",
    )  # fmt: skip

    id = UnicodeAttribute()
    agent = UnicodeAttribute(null=True)
    team = UnicodeAttribute(null=True)
    kind = UnicodeAttribute()
    zone = UnicodeAttribute()
    weekly = JSONAttribute(null=True)
    first = UnicodeAttribute(null=True)
    last = UnicodeAttribute(null=True)
    start = UnicodeAttribute(null=True)
    end = UnicodeAttribute(null=True)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"shifts/{self.id}"


class Leave(Row, discriminator="leave"):
    """When an agent is not there although the shifts say so."""

    PUBLIC = ("id", "agent", "kind", "note", "start", "end", "created_at", "updated_at", "version")

    id = UnicodeAttribute()
    agent = UnicodeAttribute()
    kind = UnicodeAttribute()
    note = UnicodeAttribute(null=True)
    start = UnicodeAttribute()
    end = UnicodeAttribute()
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"leaves/{self.id}"


class Whose(Row, discriminator="whose"):
    """Whose plan a shift or a leave belongs to."""

    owner = UnicodeAttribute()


class Duty(Row, discriminator="duty"):
    """What the plan has an agent do now; due when that changes. `asked` is whoever asked last to look at the plan."""

    PUBLIC = ("agent", "kind", "shift", "since", "until", "next", "version")

    asked = UnicodeAttribute(null=True)

    agent = UnicodeAttribute()
    kind = UnicodeAttribute()
    shift = UnicodeAttribute(null=True)
    since = UnicodeAttribute()
    until = UnicodeAttribute(null=True)
    next = UnicodeAttribute(null=True)

    def subject(self) -> str:
        return f"duties/{self.agent}"


def plan_pk(tenant: str, owner_id: str) -> str:
    """All shifts and leaves of an agent or a team."""
    return key(tenant, "plan", owner_id)


def shift_keys(tenant: str, owner_id: str, shift_id: str) -> tuple[str, str]:
    return plan_pk(tenant, owner_id), f"shift#{shift_id}"


def leave_keys(tenant: str, owner_id: str, leave_id: str) -> tuple[str, str]:
    return plan_pk(tenant, owner_id), f"leave#{leave_id}"


def whose_keys(tenant: str, plan_id: str) -> tuple[str, str]:
    return key(tenant, "whose", plan_id), "guard"


def duty_keys(tenant: str, agent_id: str) -> tuple[str, str]:
    return agent_pk(tenant, agent_id), "duty"

"""What a tenant promises: calendars, policies, and the plan that they make together. One query reads it all."""

from onestop.pynamo import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from onestop.tables import key
from tickets.table.base import Row


class Calendar(Row, discriminator="calendar"):
    """Business hours: a week, and the days that are otherwise."""

    PUBLIC = ("id", "name", "zone", "week", "holidays", "created_at", "updated_at", "version")

    id = UnicodeAttribute()
    name = UnicodeAttribute()
    zone = UnicodeAttribute()
    week = JSONAttribute()
    holidays = JSONAttribute(default=list)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"calendars/{self.id}"


class SlaPolicy(Row, discriminator="sla-policy"):
    """What is promised to some tickets, and what happens when it is not kept."""

    PUBLIC = (
        "id", "name", "active", "position", "condition", "calendar", "targets", "around_the_clock", "pauses", "warn",
        "escalations", "created_at", "updated_at", "version",
    )  # fmt: skip

    id = UnicodeAttribute()
    name = UnicodeAttribute()
    active = BooleanAttribute(default=True)
    position = NumberAttribute(default=0)
    condition = JSONAttribute()
    calendar = UnicodeAttribute(null=True)
    targets = JSONAttribute()
    around_the_clock = JSONAttribute(attr_name="aroundTheClock", default=list)
    pauses = JSONAttribute(default=list)
    warn = JSONAttribute(null=True)
    escalations = JSONAttribute(default=list)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"sla-policies/{self.id}"


class SlaPlan(Row, discriminator="sla-plan"):
    """The edition of a tenant's calendars and policies, and how far open tickets have been brought to it.

    `position` is the last ticket that was looked at.
    """

    PUBLIC = ("edition", "state", "position", "looked_at", "changed", "begun_at", "updated_at", "version")

    edition = NumberAttribute(default=0)
    state = UnicodeAttribute(default="done")
    position = UnicodeAttribute(null=True)
    looked_at = NumberAttribute(attr_name="lookedAt", default=0)
    changed = NumberAttribute(default=0)
    begun_at = UnicodeAttribute(attr_name="begunAt", null=True)
    updated_at = UnicodeAttribute(attr_name="updatedAt", null=True)

    @property
    def tenant(self) -> str:
        return str(self.pk.partition("#")[0])

    def subject(self) -> str:
        return "sla-recalculations/all"


def sla_pk(tenant: str) -> str:
    return key(tenant, "sla")


def plan_keys(tenant: str) -> tuple[str, str]:
    return sla_pk(tenant), "plan"

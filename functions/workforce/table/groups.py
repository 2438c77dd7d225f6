"""What a tenant has few of: teams, skills, and how it works."""

from onestop.pynamo import BooleanAttribute, JSONAttribute, UnicodeAttribute
from onestop.tables import key
from workforce.table.base import Row


class Team(Row, discriminator="team"):
    """Agents who belong together, and who leads them."""

    PUBLIC = ("id", "name", "leads", "retired", "created_at", "updated_at", "version")

    id = UnicodeAttribute()
    name = UnicodeAttribute()
    leads = JSONAttribute(default=list)
    retired = BooleanAttribute(default=False)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"teams/{self.id}"


class Skill(Row, discriminator="skill"):
    """Something that agents can do, each at a level of 1 to 5; `levels` says what a level means."""

    PUBLIC = ("key", "name", "levels", "retired", "created_at", "updated_at", "version")

    key = UnicodeAttribute()
    name = UnicodeAttribute()
    levels = JSONAttribute(default=dict)
    retired = BooleanAttribute(default=False)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"skills/{self.key}"


class Settings(Row, discriminator="settings"):
    """How a tenant works: what a piece of work weighs, why somebody is away, when silence counts."""

    PUBLIC = ("weights", "reasons", "heartbeat", "shift_end", "updated_at", "version")

    weights = JSONAttribute()
    reasons = JSONAttribute()
    heartbeat = JSONAttribute(null=True)
    shift_end = JSONAttribute(attr_name="shiftEnd", null=True)
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return "workforce-settings/current"


def teams_pk(tenant: str) -> str:
    return key(tenant, "teams")


def skills_pk(tenant: str) -> str:
    return key(tenant, "skills")


def settings_keys(tenant: str) -> tuple[str, str]:
    return key(tenant, "settings"), "record"

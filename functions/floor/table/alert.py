"""Rules of alerts, the alerts that were raised, and which of them are up."""

from typing import Any

from floor.table.base import ByCreation, ByState, Row
from floor.table.live import floor_pk
from onestop import lists, once, tables
from onestop.pynamo import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from onestop.tables import key


class Rule(Row, discriminator="rule"):
    """What has to be told: `kind` is wait, length, slaRisk or keyword; without `queues` it is about all of them.

    `threshold` is seconds for wait and items for length and slaRisk; `words` are those of a keyword rule.
    """

    PUBLIC = (
        "id", "name", "kind", "queues", "threshold", "words", "severity", "active", "created_at", "updated_at",
        "version",
    )  # fmt: skip

    id = UnicodeAttribute()
    name = UnicodeAttribute()
    kind = UnicodeAttribute()
    queues = JSONAttribute(default=list)
    threshold = NumberAttribute(null=True)
    words = JSONAttribute(default=list)
    severity = UnicodeAttribute()
    active = BooleanAttribute()
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"alert-rules/{self.id}"


class Alert(Row, discriminator="alert"):
    """One time that a rule held. `value` is what was measured then; of a keyword rule, `words` are what was found."""

    PUBLIC = (
        "id", "rule", "name", "kind", "severity", "queue", "ticket", "number", "threshold", "value", "words", "state",
        "raised_at", "acknowledged_by", "acknowledged_at", "cleared_at", "version",
    )  # fmt: skip

    by_creation, by_state = ByCreation(), ByState()
    listed = UnicodeAttribute()
    stated = UnicodeAttribute()

    id = UnicodeAttribute()
    rule = UnicodeAttribute()
    name = UnicodeAttribute()
    kind = UnicodeAttribute()
    severity = UnicodeAttribute()
    queue = UnicodeAttribute(null=True)
    ticket = UnicodeAttribute(null=True)
    number = UnicodeAttribute(null=True)
    customer = UnicodeAttribute(null=True)
    threshold = NumberAttribute(null=True)
    value = NumberAttribute(null=True)
    words = JSONAttribute(default=list)
    state = UnicodeAttribute()
    raised_at = UnicodeAttribute(attr_name="raisedAt")
    acknowledged_by = UnicodeAttribute(attr_name="acknowledgedBy", null=True)
    acknowledged_at = UnicodeAttribute(attr_name="acknowledgedAt", null=True)
    cleared_at = UnicodeAttribute(attr_name="clearedAt", null=True)

    def subject(self) -> str:
        return f"alerts/{self.id}"

    def about(self) -> list[str]:
        return [self.customer] if self.customer else []


class Up(Row, discriminator="up"):
    """That the alert `id` is up, among what is on the floor now; `shown` is the alert as callers see it."""

    id = UnicodeAttribute()
    shown = JSONAttribute()


class Told(Row, discriminator="told"):
    """That a ticket has set off a keyword rule: it does so once, however often its events are heard."""


class Watch(Row, discriminator="watch"):
    """That a tenant has rules at which the clock has to look."""

    tenant = UnicodeAttribute()


class Guard(Row, once.Guard, discriminator="guard"):
    """What was carried out under an Idempotency-Key."""


def rules_pk(tenant: str) -> str:
    """The partition of all rules of a tenant."""
    return key(tenant, "alert-rules")


def alert_pk(tenant: str, alert_id: str) -> str:
    return key(tenant, "alert", alert_id)


def up_keys(tenant: str, about: str, rule: str) -> tuple[str, str]:
    """Where it is that a rule's alert about a queue or a ticket (`queue#<id>`, `ticket#<id>`) is up."""
    return floor_pk(tenant), f"up#{about}#{rule}"


def told_keys(tenant: str, rule: str, ticket: str) -> tuple[str, str]:
    return key(tenant, "told", rule), ticket


def watch_keys(tenant: str) -> tuple[str, str]:
    """The clock has no tenant, so those that it looks at are listed together."""
    return lists.partition(lists.ALL_TENANTS, "watched", tenant), tenant


def watched() -> list[str]:
    return lists.partitions(lists.ALL_TENANTS, "watched")


def find_alert(tenant: str, alert_id: str) -> Any:
    """An alert, or None: 1 call, 1 read unit."""
    return tables.get(Alert, alert_pk(tenant, alert_id), "record", consistent=True)

"""Rules that act by themselves, what they did, and what keeps them from acting twice or for ever."""

from onestop.pynamo import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from onestop.tables import key
from tickets.table.base import ByCreation, Row
from tickets.table.ticket import ticket_pk


class Rule(Row, discriminator="automation-rule"):
    """What is done by itself, and when: because of events, or when a moment of the ticket is long enough ago."""

    PUBLIC = (
        "id", "name", "description", "active", "position", "trigger", "condition", "actions", "author", "created_at",
        "updated_at", "version",
    )  # fmt: skip

    id = UnicodeAttribute()
    name = UnicodeAttribute()
    description = UnicodeAttribute(null=True)
    active = BooleanAttribute(default=True)
    position = NumberAttribute(default=0)
    trigger = JSONAttribute()
    condition = JSONAttribute()
    actions = JSONAttribute()
    author = UnicodeAttribute()
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"automation-rules/{self.id}"


class Run(Row, discriminator="automation-run"):
    """What came of a rule for a ticket: `done`, `failed` (`reason` is the error's code and detail) or `stopped`.

    `cause` is the id of the event that set it off; None where it was the clock.
    """

    PUBLIC = (
        "id", "rule", "name", "ticket", "requester", "cause", "hops", "outcome", "reason", "changes", "messages",
        "created_at", "version",
    )  # fmt: skip

    by_creation = ByCreation()
    listed = UnicodeAttribute(null=True)
    id = UnicodeAttribute()
    rule = UnicodeAttribute()
    name = UnicodeAttribute()
    ticket = UnicodeAttribute()
    requester = UnicodeAttribute()
    cause = UnicodeAttribute(null=True)
    hops = NumberAttribute(default=0)
    outcome = UnicodeAttribute()
    reason = UnicodeAttribute(null=True)
    changes = JSONAttribute(default=dict)
    messages = NumberAttribute(default=0)
    created_at = UnicodeAttribute(attr_name="createdAt")

    def subject(self) -> str:
        return f"automation-runs/{self.id}"

    def about(self) -> list[str]:
        return [self.requester]


class Chain(Row, discriminator="automation-chain"):
    """How far a chain of a ticket's events has got, and which rules have acted in it."""

    hops = NumberAttribute()
    acted = JSONAttribute(default=list)


class Heard(Row, discriminator="automation-heard"):
    """An event on which rules have acted: they do not again."""


def rules_pk(tenant: str) -> str:
    """The partition of all rules of a tenant: there are few."""
    return key(tenant, "automation-rules")


def run_keys(tenant: str, ticket_id: str, run_id: str) -> tuple[str, str]:
    return ticket_pk(tenant, ticket_id), f"run#{run_id}"


def runs_key(tenant: str, rule_id: str) -> str:
    """The partition of `by-creation` with the runs of a rule."""
    return key(tenant, "automation-runs", rule_id)


def chain_keys(tenant: str, ticket_id: str, correlation: str) -> tuple[str, str]:
    return key(tenant, "automation-chain", ticket_id, correlation), "record"


def heard_keys(tenant: str, event_id: str) -> tuple[str, str]:
    return key(tenant, "automation-heard", event_id), "guard"

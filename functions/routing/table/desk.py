"""How a desk is set up: queues, policies, profiles, and what work weighs. One query reads it all."""

from onestop import once
from onestop.pynamo import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from onestop.tables import key
from routing.table.base import Row


class Queue(Row, discriminator="queue"):
    """Where work of one kind waits; see `schemas.queue` for what its fields mean."""

    PUBLIC = (
        "id", "name", "match", "position", "policy", "team", "needs", "overflow", "on_leave", "accept",
        "offer_seconds", "target", "paused", "retired", "created_at", "updated_at", "version",
    )  # fmt: skip

    id = UnicodeAttribute()
    name = UnicodeAttribute()
    match = JSONAttribute(null=True)
    position = NumberAttribute()
    policy = UnicodeAttribute(null=True)
    team = UnicodeAttribute(null=True)
    needs = JSONAttribute(default=list)
    overflow = JSONAttribute(null=True)
    on_leave = UnicodeAttribute(attr_name="onLeave")
    accept = UnicodeAttribute()
    offer_seconds = NumberAttribute(attr_name="offerSeconds")
    target = NumberAttribute(null=True)
    paused = BooleanAttribute(default=False)
    retired = BooleanAttribute(default=False)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"queues/{self.id}"


class Policy(Row, discriminator="policy"):
    """How work finds its agent, as data; `domain.policy` reads it."""

    PUBLIC = (
        "id", "name", "method", "weights", "skills", "language", "last_agent", "fair_share", "tiers", "again",
        "retired", "created_at", "updated_at", "version",
    )  # fmt: skip

    id = UnicodeAttribute()
    name = UnicodeAttribute()
    method = UnicodeAttribute()
    weights = JSONAttribute(default=dict)
    skills = JSONAttribute()
    language = JSONAttribute()
    last_agent = JSONAttribute(attr_name="lastAgent")
    fair_share = JSONAttribute(attr_name="fairShare", null=True)
    tiers = JSONAttribute(default=dict)
    again = NumberAttribute()
    retired = BooleanAttribute(default=False)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"routing-policies/{self.id}"


class Profile(Row, discriminator="profile"):
    """Which queues an agent serves, which of them first, and after what wait: `[{"queue", "priority", "delay"}]`."""

    PUBLIC = ("id", "name", "queues", "retired", "created_at", "updated_at", "version")

    id = UnicodeAttribute()
    name = UnicodeAttribute()
    queues = JSONAttribute()
    retired = BooleanAttribute(default=False)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"routing-profiles/{self.id}"


class Weights(Row, discriminator="weights"):
    """What an item of work takes of an agent's capacity, by channel, as workforce said in version `heard`."""

    heard = NumberAttribute(default=0)
    units = JSONAttribute(default=dict)


class Guard(Row, once.Guard, discriminator="guard"):
    """Which request with an Idempotency-Key was carried out."""


def desk_pk(tenant: str) -> str:
    """The partition of all that a tenant has decided about routing."""
    return key(tenant, "desk")


def desk_keys(tenant: str, what: str, record_id: str) -> tuple[str, str]:
    """`what` is queue, policy or profile."""
    return desk_pk(tenant), f"{what}#{record_id}"


def weights_keys(tenant: str) -> tuple[str, str]:
    return desk_pk(tenant), "weights"

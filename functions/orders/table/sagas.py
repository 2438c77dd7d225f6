"""What the sagas left behind: the steps of an order's story, and the sagas that wait for somebody."""

from onestop.pynamo import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from onestop.tables import key
from orders.table.base import ByState, Row
from orders.table.order import order_pk


class Saga(Row, discriminator="saga"):
    """A saga that could not go on by itself. `token` is what lets it go on, and no caller sees it."""

    PUBLIC = (
        "id", "saga", "execution", "order", "customer", "state", "parked_step", "error", "attempts", "step",
        "parked_at", "resumed_at", "resumed_by", "version",
    )  # fmt: skip

    by_state = ByState()
    in_state = UnicodeAttribute(attr_name="inState")
    token = UnicodeAttribute()

    id = UnicodeAttribute()
    saga = UnicodeAttribute()
    execution = UnicodeAttribute()
    order = UnicodeAttribute()
    customer = UnicodeAttribute()
    state = UnicodeAttribute()
    parked_step = UnicodeAttribute(attr_name="parkedStep")
    error = JSONAttribute(null=True)
    attempts = NumberAttribute(default=1)
    step = JSONAttribute(null=True)
    parked_at = UnicodeAttribute(attr_name="parkedAt")
    resumed_at = UnicodeAttribute(attr_name="resumedAt", null=True)
    resumed_by = UnicodeAttribute(attr_name="resumedBy", null=True)

    def subject(self) -> str:
        return f"sagas/{self.id}"

    def about(self) -> list[str]:
        return [self.customer]


class StepDone(Row, discriminator="step"):
    """What one step of a saga did for an order, as the event of what it wrote told it."""

    PUBLIC = ("id", "order", "step", "saga", "execution", "attempt", "what", "of", "compensation", "reason", "at")

    id = UnicodeAttribute()
    order = UnicodeAttribute()
    step = UnicodeAttribute()
    saga = UnicodeAttribute()
    execution = UnicodeAttribute()
    attempt = NumberAttribute()
    what = UnicodeAttribute()
    of = UnicodeAttribute(attr_name="subject")
    compensation = BooleanAttribute()
    reason = JSONAttribute(null=True)
    at = UnicodeAttribute()


def saga_pk(tenant: str, saga_id: str) -> str:
    """The partition of a parked saga."""
    return key(tenant, "saga", saga_id)


def step_keys(tenant: str, order_id: str, at: str, event_id: str) -> tuple[str, str]:
    return order_pk(tenant, order_id), f"step#{at}#{event_id}"

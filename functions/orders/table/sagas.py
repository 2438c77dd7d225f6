"""The sagas of orders: where each of them is, and the steps that it took, as an order tells them."""

from onestop.pynamo import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from onestop.tables import key
from orders.table.base import ByState, Row
from orders.table.order import order_pk


class Saga(Row, discriminator="saga"):
    """One execution of a saga: `running`, `parked` (it cannot go on by itself), `done` or `undone`.

    `parked` is `{"step", "error", "at"}`. `token` is what lets a parked saga go on; no caller sees it, and it stays
    after that, so that a late message with it is known.
    """

    PUBLIC = (
        "id", "saga", "order", "state", "parked", "parkings", "step", "started_at", "resumed_at", "resumed_by",
        "ended_at", "version",
    )  # fmt: skip

    by_state = ByState()
    in_state = UnicodeAttribute(attr_name="inState")
    token = UnicodeAttribute(null=True)
    token_sent = UnicodeAttribute(attr_name="tokenSent", null=True)

    id = UnicodeAttribute()
    saga = UnicodeAttribute()
    order = UnicodeAttribute()
    state = UnicodeAttribute()
    parked = JSONAttribute(null=True)
    parkings = NumberAttribute(default=0)
    step = JSONAttribute(null=True)
    started_at = UnicodeAttribute(attr_name="startedAt")
    resumed_at = UnicodeAttribute(attr_name="resumedAt", null=True)
    resumed_by = UnicodeAttribute(attr_name="resumedBy", null=True)
    ended_at = UnicodeAttribute(attr_name="endedAt", null=True)

    def subject(self) -> str:
        return f"sagas/{self.id}"


class StepDone(Row, discriminator="step"):
    """What one step of a saga did for an order, as the event of what it wrote told it; `id` is the event's."""

    PUBLIC = (
        "id",
        "order",
        "step",
        "saga",
        "execution",
        "attempt",
        "what",
        "of",
        "compensation",
        "reason",
        "at",
    )

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
    """The partition of one execution."""
    return key(tenant, "saga", saga_id)


def step_keys(tenant: str, order_id: str, at: str, event_id: str) -> tuple[str, str]:
    return order_pk(tenant, order_id), f"step#{at}#{event_id}"

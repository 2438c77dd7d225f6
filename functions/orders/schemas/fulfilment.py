"""What leaves the house for an order, and what is cancelled of it."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from onestop.models import Model, Money, Quantity, Short, Text, Timestamp, Ulid
from orders.schemas.saga import SagaMark


class Pieces(Model):
    """So many pieces of one line of an order; `line` is its number."""

    line: Annotated[str, Field(pattern=r"^[1-9][0-9]{0,2}$")]
    quantity: Quantity


class Shipment(Model):
    """Pieces that go out together; `amount` is what is captured for them."""

    id: Ulid
    order: Ulid
    customer: Ulid
    state: Literal["packed", "dispatched", "shipped", "failed", "delivered"]
    lines: list[Pieces]
    amount: Money | None
    carrier: Short | None
    tracking: Short | None
    failure: dict[str, JsonValue] | None
    step: SagaMark | None
    packed_at: Timestamp
    dispatched_at: Timestamp | None
    shipped_at: Timestamp | None
    delivered_at: Timestamp | None
    created_at: Timestamp
    updated_at: Timestamp
    version: int


class Cancellation(Model):
    """Pieces that will not be delivered; `amount` is what is not paid for them."""

    id: Ulid
    order: Ulid
    customer: Ulid
    state: Literal["requested", "done"]
    lines: list[Pieces]
    amount: Money
    reason: Text | None
    requested_by: str
    step: SagaMark | None
    created_at: Timestamp
    updated_at: Timestamp
    version: int

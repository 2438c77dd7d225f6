"""What leaves the house for an order, and what is cancelled of it."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from onestop.models import Model, Money, Quantity, Short, Text, Timestamp, Ulid
from orders.schemas.saga import SagaMark

MOST_LINES = 100


class Pieces(Model):
    """So many pieces of one line of an order; `line` is its number."""

    line: Annotated[str, Field(pattern=r"^[1-9][0-9]{0,2}$")]
    quantity: Quantity


Chosen = Annotated[list[Pieces], Field(min_length=1, max_length=MOST_LINES)]


class PiecesWorth(Pieces):
    """Pieces and what they come to, of what their line comes to."""

    net: Money
    tax: Money
    gross: Money


class NewShipment(Model):
    """What is packed together: these pieces, or all that may be packed.

    Lines in words (shipping, a fee) that have not gone out are added to it.
    """

    lines: Chosen | None = None
    carrier: Short | None = None
    tracking: Short | None = None


class NewCancellation(Model):
    """What is cancelled: these pieces, or all that have not left yet."""

    lines: Chosen | None = None
    reason: Text | None = None


class Shipment(Model):
    """Pieces that go out together; `amount` is what is captured for them."""

    id: Ulid
    order: Ulid
    customer: Ulid
    state: Literal["packed", "dispatched", "shipped", "failed", "unpacked", "delivered"]
    lines: list[PiecesWorth]
    amount: Money
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
    """Pieces that will not be delivered; `amount` is what is not paid for them.

    It is `waiting` while the order is being confirmed, and `void` where that came to nothing for another reason.
    """

    id: Ulid
    order: Ulid
    customer: Ulid
    state: Literal["waiting", "requested", "done", "void"]
    lines: list[PiecesWorth]
    amount: Money
    reason: Text | None
    requested_by: str
    step: SagaMark | None
    created_at: Timestamp
    updated_at: Timestamp
    version: int

"""An order: as it is asked for, as it is changed, as it is shown."""

from typing import Annotated, Literal, Self

from pydantic import Field, JsonValue, StringConstraints, model_validator

from onestop.http import ListQuery
from onestop.models import Currency, Model, Short, Timestamp, Ulid, patch_of
from onestop.numbers import checked
from orders.schemas.address import PostalAddress
from orders.schemas.document import Totals
from orders.schemas.line import Discount, LineDiscount, NewLine, OrderLine
from orders.schemas.payment import PaymentMethod
from orders.schemas.saga import SagaMark

MOST_LINES = 100
State = Literal[
    "draft", "placed", "undoing", "confirmed", "packed", "shipped", "delivered", "cancelled", "failed"
]  # fmt: skip
Segment = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]


class Draft(Model):
    """All of an order that a caller may set."""

    customer: Ulid
    currency: Currency
    lines: Annotated[list[NewLine], Field(min_length=1, max_length=MOST_LINES)]
    discount: Discount | None = None
    segment: Segment | None = None
    channel: Short | None = None
    external_id: Short | None = None
    shipping_address: PostalAddress | None = None
    billing_address: PostalAddress | None = None
    payment: PaymentMethod | None = None


class NewOrder(Draft):
    """What POST takes; `place` places it at once."""

    place: bool = False


OrderPatch = patch_of("OrderPatch", Draft)


class Order(Model):
    """What is shown. `payment` refers to a means of payment that the provider keeps; there is no card data."""

    id: Ulid
    number: str | None
    state: State
    fulfilment: Literal["none", "partial", "complete"]
    customer: Ulid
    currency: Currency
    segment: str | None
    channel: str | None
    external_id: str | None
    lines: list[OrderLine]
    discount: LineDiscount | None
    totals: Totals
    shipping_address: PostalAddress | None
    billing_address: PostalAddress | None
    payment: PaymentMethod | None
    placed_at: Timestamp | None
    confirmed_at: Timestamp | None
    cancelling: dict[str, JsonValue] | None
    failure: dict[str, JsonValue] | None
    risk: dict[str, JsonValue] | None
    exchange_of: dict[str, JsonValue] | None
    step: SagaMark | None
    created_at: Timestamp
    updated_at: Timestamp
    version: int


WAYS = ("number", "externalId", "customer", "state", "placedSince", "updatedSince", "createdSince")
BOUND_TO = {"placedSince": "placedAt", "updatedSince": "updatedAt"}


class OrderQuery(ListQuery):
    """One way to look at the list: by what is unique, by customer, by state, or sorted and within bounds."""

    number: Annotated[str, Field(max_length=40)] | None = None
    externalId: Short | None = None  # noqa: N815  the parameter's public name
    customer: Ulid | None = None
    state: State | None = None
    placedSince: Timestamp | None = None  # noqa: N815
    updatedSince: Timestamp | None = None  # noqa: N815
    createdSince: Timestamp | None = None  # noqa: N815
    sort: Literal["createdAt", "-createdAt", "placedAt", "-placedAt", "updatedAt", "-updatedAt"] | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = [name for name in WAYS if getattr(self, name) is not None]
        if len(ways) > 1:
            raise ValueError(f"choose one of {', '.join(ways)}")
        needed = BOUND_TO.get(ways[0], "createdAt") if ways else None
        if needed and self.sort and self.sort.lstrip("-") != needed:
            raise ValueError(f"with {ways[0]}, the list is sorted by {needed}")
        if self.number is not None:
            checked(self.number)
        return self

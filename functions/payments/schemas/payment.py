"""A payment, its moves, and how one looks for them."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from onestop.http import ListQuery
from onestop.models import Model, Timestamp, Ulid
from payments.schemas.fields import Method, Remark, Step, Sum

State = Literal[
    "authorising", "authorised", "declined", "unknown", "partly-captured", "captured", "partly-refunded", "refunded",
    "voiding", "voided",
]  # fmt: skip
Kind = Literal["authorise", "capture", "reduce", "refund", "void"]


class Pending(Model):
    """What is asked of the provider and has no outcome yet; `asked` is how often that could not be learnt."""

    kind: Kind
    cause: str
    amount: int
    currency: str
    attempt: int
    asked: int
    since: Timestamp
    actor: str
    correlation: str
    step: Step | None
    reason: str | None


class Move(Model):
    """One operation and what came of it. `cause` is the order, shipment, cancellation, return or refund behind it."""

    reference: str
    operation: Kind
    cause: str
    state: Literal["pending", "done", "declined"]
    amount: Sum
    provider: str | None
    provider_id: str | None
    attempt: int
    reason: str | None
    actor: str
    step: Step | None
    at: Timestamp


class Payment(Model):
    """What is shown. All amounts are in the currency of `amount`; `last` is what happened last."""

    id: Ulid
    order: Ulid
    customer: Ulid | None
    state: State
    amount: Sum | None
    method: Method | None
    authorised: Sum | None
    captured: Sum | None
    reduced: Sum | None
    refunded: Sum | None
    pending: list[Pending]
    last: Move | None
    step: Step | None
    created_at: Timestamp
    updated_at: Timestamp
    version: int


class NewRefund(Model):
    """Money back for goodwill, of what was captured and not refunded yet."""

    amount: Annotated[Sum, Field(description="More than 0")]
    reason: Remark

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.amount.amount:
            raise ValueError("a refund is more than 0")
        return self


class PaymentQuery(ListQuery):
    """One way to look at the list: by order, by customer or by state; the newest first."""

    order: Ulid | None = None
    customer: Ulid | None = None
    state: State | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if sum(each is not None for each in (self.order, self.customer, self.state)) > 1:
            raise ValueError("choose one of order, customer, state")
        return self

"""A return, as it is shown and as it is looked for."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from onestop.http import ListQuery
from onestop.models import Model, Money, Rate, Text, Timestamp, Ulid
from returns.domain.states import STATES
from returns.schemas.request import Line, Reason

State = Literal[STATES]
Condition = Literal["new", "opened", "used", "damaged", "incomplete"]


class SagaMark(Model):
    """Which step of which saga wrote a record; `attempt` counts from 0."""

    saga: str
    id: str
    step: str
    attempt: int


class ReturnLine(Model):
    """Pieces of one line of the order, from the request to the inspection; null is what is not known yet.

    `worth` is what was paid for the accepted pieces, `refund` what of it is paid back: less the deduction, the fee and
    the line's part of what is sent instead. All three and the refund are minor units of the return's currency.
    """

    line: Line
    variant: Ulid | None
    sku: str | None
    name: str
    quantity: int
    reason: Reason
    note: Text | None
    received: int | None
    accepted: int | None
    condition: Condition | None
    restock: bool | None
    location: Ulid | None
    remark: Text | None
    worth: int | None
    deduction: int | None
    fee: int | None
    refund: int | None


class Exchanged(Model):
    """What is wanted instead; `value` is what all of it costs with tax, in minor units, when it was asked for."""

    variant: Ulid
    quantity: int
    value: int


class Owed(Model):
    """What of a line's worth an exchange had taken, in minor units."""

    line: Line
    amount: int


class ExchangeFailure(Model):
    """Why what was wanted instead is not sent: its order `failed` or was `cancelled`.

    `refund` is what is paid back for it, beyond what was paid back before; `creditNote` is over that, once issued.
    """

    order: Ulid
    state: Literal["failed", "cancelled"]
    failure: dict[str, Any] | None
    refund: Money
    lines: list[Owed]
    credit_note: Ulid | None


class Return(Model):
    """What is shown. `refund` is known after the inspection; `attempt` counts how often its money was set in motion."""

    id: Ulid
    order: Ulid
    customer: Ulid
    currency: str
    state: State
    wanted: Literal["refund", "exchange"]
    lines: list[ReturnLine]
    exchange: list[Exchanged]
    fee_rate: Rate
    refund: Money | None
    attempt: int
    reason: Text | None
    failure: dict[str, Any] | None
    credit_note: Ulid | None
    exchange_order: Ulid | None
    exchange_failure: ExchangeFailure | None
    step: SagaMark | None
    created_at: Timestamp
    updated_at: Timestamp
    version: int


WAYS = ("order", "customer", "state", "updatedSince", "createdSince")


class ReturnQuery(ListQuery):
    """One way to look at the list: by order, customer or state, or sorted and within bounds."""

    order: Ulid | None = None
    customer: Ulid | None = None
    state: State | None = None
    updatedSince: Timestamp | None = None  # noqa: N815  the parameter's public name
    createdSince: Timestamp | None = None  # noqa: N815
    sort: Annotated[
        Literal["createdAt", "-createdAt", "updatedAt", "-updatedAt"] | None, Field(examples=["-createdAt"])
    ] = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = [name for name in WAYS if getattr(self, name) is not None]
        if len(ways) > 1:
            raise ValueError(f"choose one of {', '.join(ways)}")
        needed = "updatedAt" if self.updatedSince else "createdAt" if ways else None
        if needed and self.sort and self.sort.lstrip("-") != needed:
            raise ValueError(f"with {ways[0]}, the list is sorted by {needed}")
        return self

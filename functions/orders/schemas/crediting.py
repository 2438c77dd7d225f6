"""What the saga of a return asks of orders."""

from typing import Annotated

from pydantic import Field

from onestop.models import Amount, Model, Money, Quantity, Text, Ulid


class CreditLine(Model):
    """Pieces of a line that came back, and what is given back for them, with tax, in minor units.

    No pieces where those were credited before and more is given back for them.
    """

    line: str
    quantity: Annotated[int, Field(strict=True, ge=0, le=1_000_000)]
    amount: Amount


class IssueCreditNote(Model):
    """What is credited, and why; the credit note has the id of the settlement. `amount` is the sum of the lines."""

    order: Ulid
    credit_note: Ulid
    reason: Text | None = None
    lines: Annotated[list[CreditLine], Field(max_length=100)]
    amount: Money


class ExchangeLine(Model):
    """Pieces of a variant that are sent instead."""

    variant: Ulid
    quantity: Quantity


class PlaceExchange(Model):
    """The order that something came back of, the return, and what is sent instead without a charge."""

    order: Ulid
    return_id: Annotated[Ulid, Field(alias="return")]
    lines: Annotated[list[ExchangeLine], Field(min_length=1, max_length=100)]

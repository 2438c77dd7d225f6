"""What the people who handle a return say of it."""

from typing import Annotated, Literal

from pydantic import Field

from onestop.models import Amount, Model, Text, Ulid
from returns.schemas.record import Condition
from returns.schemas.request import MOST_LINES, Line

Count = Annotated[int, Field(strict=True, ge=0, le=1_000_000)]


class Refusal(Model):
    """Why a return is not taken."""

    reason: Text


class Withdrawal(Model):
    """Why nothing comes back after all."""

    reason: Text | None = None


class Arrived(Model):
    """How many pieces of a line came: none to as many as were announced."""

    line: Line
    quantity: Count


class Receipt(Model):
    """What arrived. Lines that are not named did not; at least one piece did."""

    lines: Annotated[list[Arrived], Field(min_length=1, max_length=MOST_LINES)]


class Inspected(Model):
    """What one line turned out to be.

    `accepted` pieces are taken back, the others go back to the customer. `deduction` is taken off for their condition,
    in minor units; `location` is where they are put, else the catalog decides.
    """

    line: Line
    accepted: Count
    condition: Condition
    restock: bool
    location: Ulid | None = None
    deduction: Amount = 0
    remark: Text | None = None


class Inspection(Model):
    """Every line that arrived. `settlement` makes a refund of what was to be an exchange."""

    lines: Annotated[list[Inspected], Field(min_length=1, max_length=MOST_LINES)]
    settlement: Literal["refund"] | None = None

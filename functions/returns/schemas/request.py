"""What somebody wants to send back, and what for."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from onestop.models import Model, Quantity, Text, Ulid
from returns.domain.terms import REASONS

MOST_LINES = 100
Line = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,2}$", examples=["1"])]
Reason = Literal[REASONS]


class Pieces(Model):
    """So many pieces of one line of the order."""

    line: Line
    quantity: Quantity


class NewReturnLine(Pieces):
    """And why they come back."""

    reason: Reason
    note: Text | None = None


class Wanted(Model):
    """So many pieces of something else."""

    variant: Ulid
    quantity: Quantity


def _once_each(lines: list[NewReturnLine]) -> list[NewReturnLine]:
    if len({each.line for each in lines}) < len(lines):
        raise ValueError("a line is there twice")
    return lines


class NewReturn(Model):
    """What POST takes. An exchange says what is wanted instead, for at most the same value."""

    order: Ulid
    lines: Annotated[list[NewReturnLine], Field(min_length=1, max_length=MOST_LINES), AfterValidator(_once_each)]
    wanted: Literal["refund", "exchange"] = "refund"
    exchange: Annotated[list[Wanted], Field(max_length=MOST_LINES)] = []

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        if (self.wanted == "exchange") != bool(self.exchange):
            raise ValueError("an exchange names what is wanted instead, and a refund does not")
        return self

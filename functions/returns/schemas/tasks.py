"""What the saga of a return asks."""

from typing import Annotated

from pydantic import Field

from onestop.models import Model, Ulid

Which = Annotated[Ulid, Field(alias="return")]


class BeginReturn(Model):
    """Which return its money is to be set in motion for."""

    return_id: Which


class FailReturn(Model):
    """Why the money could not be moved: the class of the error."""

    return_id: Which
    error: Annotated[str, Field(min_length=1, max_length=200)]


class EndReturn(Model):
    """What came of it."""

    return_id: Which
    credit_note: Ulid
    exchange_order: Ulid | None = None

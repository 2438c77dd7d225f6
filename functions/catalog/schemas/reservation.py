"""What sagas ask of the stock, and the reservation that comes of it."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from catalog.schemas.step import Step
from onestop.models import Model, Quantity, Timestamp, Ulid

LineName = Annotated[str, Field(min_length=1, max_length=40)]
MOST_LINES = 99  # a transaction touches 100 records


class StockLine(Model):
    """So many pieces of a variant for a line of an order, from anywhere unless a location is named."""

    line: LineName
    variant: Ulid
    quantity: Quantity
    location: Ulid | None = None


class Reserve(Model):
    """Hold pieces for an order, all of them or none, for `seconds`; an order of services alone has no lines."""

    reservation: Ulid
    order: Ulid
    customer: Ulid
    seconds: Annotated[int, Field(ge=1, le=86_400)]
    lines: Annotated[list[StockLine], Field(max_length=MOST_LINES)]

    @model_validator(mode="after")
    def _once_each(self) -> Self:
        if len({each.line for each in self.lines}) < len(self.lines):
            raise ValueError("a line is named twice")
        return self


class Release(Model):
    """Give back whatever is left of a reservation, also before it was made."""

    reservation: Ulid
    order: Ulid
    customer: Ulid


class Allocate(Model):
    """Promise what is held without an end."""

    reservation: Ulid


class LinePart(Model):
    """So many pieces of a line."""

    line: LineName
    quantity: Quantity


class Issue(Model):
    """Pieces leave the house. `issue` is the id of the shipment: the same one takes effect once."""

    reservation: Ulid
    issue: Ulid
    lines: list[LinePart]


class Deallocate(Model):
    """Pieces are no longer needed. `release` is the id of the cancellation: the same one takes effect once."""

    reservation: Ulid
    release: Ulid
    lines: list[LinePart]


class RestockLine(Model):
    """Pieces that come back, to a location or to where the variant is kept."""

    variant: Ulid
    quantity: Quantity
    location: Ulid | None = None


class Restock(Model):
    """Pieces come back from a customer. `restock` is the id of the return: the same one takes effect once."""

    restock: Ulid
    order: Ulid
    customer: Ulid
    lines: list[RestockLine]


class StockPick(Model):
    """Pieces for a line and the shard that counts them; without a location they need no stock."""

    line: str
    variant: Ulid
    quantity: int
    location: Ulid | None
    shard: int | None
    issued: int
    returned: int


class Reservation(Model):
    """Pieces promised to an order. A hold is `expired` from `until` on, and its pieces are free.

    `done` says for each shipment and cancellation, by its id, how many pieces of each line it took.
    """

    id: Ulid
    order: Ulid
    customer: Ulid
    state: Literal["held", "allocated", "released", "expired"]
    until: Timestamp | None
    lines: list[StockLine]
    picks: list[StockPick]
    done: dict[str, dict[str, int]]
    step: Step | None
    created_at: Timestamp
    updated_at: Timestamp
    version: int

"""How many pieces there are, where, and how they came and went."""

from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field

from catalog.schemas.step import Step
from onestop.models import Model, Short, Timestamp, Ulid

MOST = 1_000_000_000
Pieces = Annotated[int, Field(strict=True, ge=0, le=MOST)]


def _not_nothing(delta: int) -> int:
    if delta == 0:
        raise ValueError("is nothing")
    return delta


Delta = Annotated[int, Field(strict=True, ge=-MOST, le=MOST), AfterValidator(_not_nothing)]


class NewAdjustment(Model):
    """`delta` pieces came (above 0) or went (below). What is promised to orders cannot go.

    `note` says more about the reason, `reference` names a document: a delivery note, a stock-taking.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "variant": "01J8Z3V6T0QYB4N5C7D9E1F2G3",
                "location": "01J8Z3V6T0QYB4N5C7D9E1F2G4",
                "delta": 40,
                "reason": "receipt",
            }
        }
    )

    variant: Ulid
    location: Ulid
    delta: Delta
    reason: Literal["receipt", "count", "loss", "damage", "found", "transfer", "other"]
    note: Annotated[str, Field(min_length=1, max_length=500)] | None = None
    reference: Short | None = None


class StockMovement(Model):
    """Pieces that came or went; those of a variant at a location add up to what is on hand there.

    `issue` is what left with a shipment, `restock` what came back from a customer. `step` is the step of the saga that
    did it.
    """

    id: Ulid
    variant: Ulid
    location: Ulid
    delta: int
    reason: Literal["receipt", "count", "loss", "damage", "found", "transfer", "other", "issue", "restock"]
    note: str | None
    reference: str | None
    order: str | None
    customer: str | None
    step: Step | None
    at: Timestamp
    version: int


class NewLayout(Model):
    """In how many shards the pieces are counted, and from how many on they are called few (`safety`)."""

    shards: Annotated[int, Field(strict=True, ge=1, le=64)] = 1
    safety: Pieces = 0


class StockNumbers(Model):
    """`onHand` is `available` and `held` and `allocated`; `held` are the holds that have not ended at this moment."""

    on_hand: int
    available: int
    held: int
    allocated: int


class LocationLevel(StockNumbers):
    """The numbers at one location; `low` where fewer are available than its `safety` says."""

    location: Ulid
    shards: int
    safety: int
    low: bool


class StockLevel(StockNumbers):
    """The numbers of a variant in all, and by location. One that is not `tracked` needs none."""

    variant: Ulid
    tracked: bool
    locations: list[LocationLevel]

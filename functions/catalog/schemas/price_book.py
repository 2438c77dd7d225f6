"""Price books."""

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from onestop.models import Currency, Model, Name, Timestamp, Ulid, patch_of

Segment = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,49}$")]


class Terms(Model):
    """What of a price book may change: for whom it holds (without a segment: everybody), when, and before which.

    It holds from `validFrom` on and until just before `validUntil`; the higher priority comes first.
    """

    name: Name
    segment: Segment | None = None
    valid_from: Timestamp | None = None
    valid_until: Timestamp | None = None
    priority: Annotated[int, Field(strict=True, ge=-1000, le=1000)] = 0


class NewPriceBook(Terms):
    """Its currency, and whether its prices include the tax, never change: the prices would mean another thing."""

    currency: Currency
    tax_included: bool = False

    @model_validator(mode="after")
    def _lasts(self) -> Self:
        if self.valid_from and self.valid_until and self.valid_from >= self.valid_until:
            raise ValueError("the period ends before it begins")
        return self


PriceBookPatch = patch_of("PriceBookPatch", Terms)


class PriceBook(NewPriceBook):
    """What is shown."""

    id: Ulid
    created_at: Timestamp
    updated_at: Timestamp
    version: int

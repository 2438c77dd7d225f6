"""What a tenant decides about its orders."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from onestop.models import Amount, Currency, Model, Short, Timestamp
from orders.domain.risk import REFUSE, REVIEW

Points = Annotated[int, Field(ge=1, le=1000)]
Tags = Annotated[list[Short], Field(max_length=50)]


class RiskSettings(Model):
    """From how many points on an order is looked at, and from how many refused.

    `large` says for each currency, in minor units, which total is a large one; elsewhere it is 2,000 of its units.
    """

    review: Points = REVIEW
    refuse: Points = REFUSE
    large: dict[Currency, Amount] = Field(default_factory=dict)
    watched_tags: Tags = Field(default_factory=list)
    trusted_tags: Tags = Field(default_factory=list)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.refuse < self.review:
            raise ValueError("an order is looked at before it is refused")
        return self


class SettingsGiven(Model):
    """All of it; what is left out is as it is by default. Pieces are held for 15 minutes unless said otherwise."""

    reservation_seconds: Annotated[int, Field(ge=60, le=86_400)] = 900
    risk: RiskSettings = Field(default_factory=RiskSettings)


class OrderSettings(SettingsGiven):
    """What is shown; version 0 is what holds until somebody decides."""

    updated_at: Timestamp | None
    version: int

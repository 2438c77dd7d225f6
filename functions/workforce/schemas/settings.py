"""How a tenant works."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from onestop.models import Model, Name, Timestamp
from workforce.domain.reasons import BY_THE_CLOCK, STANDARD, Status
from workforce.schemas.fields import Key, Units

WEIGHTS = {"ticket": 20, "email": 20, "chat": 33, "phone": 100}
Seconds = Annotated[int, Field(strict=True, ge=0, le=86_400)]


class Reason(Model):
    """Why somebody is there or not: it gives the status, and the channels from which work is taken.

    Without `channels` they are all of them for `available` and none for `busy`; who is away or offline takes none.
    """

    key: Key
    name: Name
    status: Status
    channels: Annotated[list[Key] | None, Field(max_length=50)] = None

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.key in BY_THE_CLOCK or STANDARD.get(self.key, self.status) != self.status:
            raise ValueError("has a key that means something else")
        if self.channels and self.status in ("away", "offline"):
            raise ValueError(f"takes no work while {self.status}")
        return self


class Silence(Model):
    """After how many seconds without a sign of life an agent is away, and offline."""

    away: Annotated[int, Field(strict=True, ge=15, le=3600)] = 60
    offline: Annotated[int, Field(strict=True, ge=30, le=86_400)] = 300

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.offline <= self.away:
            raise ValueError("an agent is away before being offline")
        return self


class ShiftEnd(Model):
    """Who is still there so many seconds after the end of a shift is set offline."""

    offline_after: Seconds


class WorkforceSettingsGiven(Model):
    """All of it; what is left out is as it is by default.

    `weights` are the units that a piece of work takes of an agent's capacity, by channel; what has no weight of its own
    weighs as `ticket`. The reasons `available`, `busy`, `away` and `offline` are always there. Without `heartbeat`
    nobody is set away for being silent.
    """

    weights: Annotated[dict[Key, Units], Field(max_length=50)] = Field(default_factory=lambda: dict(WEIGHTS))
    reasons: Annotated[list[Reason], Field(max_length=50)] = Field(default_factory=list)
    heartbeat: Silence | None = Field(default_factory=Silence)
    shift_end: ShiftEnd | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if "ticket" not in self.weights:
            raise ValueError("a ticket has to have a weight")
        if len({each.key for each in self.reasons}) < len(self.reasons):
            raise ValueError("two reasons have one key")
        unknown = {channel for each in self.reasons for channel in each.channels or []} - self.weights.keys()
        if unknown:
            raise ValueError(f"nothing says what these channels weigh: {', '.join(sorted(unknown))}")
        return self


class WorkforceSettings(WorkforceSettingsGiven):
    """What is shown; version 0 is what holds until somebody decides."""

    updated_at: Timestamp | None
    version: int

"""Simulations: what would have been with another policy, or with more or fewer agents."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from onestop.models import Language, Model, Name, Short, Timestamp, Ulid
from routing.schemas.fields import Key, Needs, Priority

Span = Annotated[float, Field(ge=0, le=86_400, description="Seconds")]
Share = Annotated[float, Field(ge=0, le=1)]


class Arrival(Model):
    """An item that somebody made up: when it comes, in seconds from the beginning, and how long it takes."""

    at: Span
    handling: Annotated[float, Field(gt=0, le=86_400, description="Seconds")]
    queue: Ulid | None = None
    priority: Priority = "normal"
    needs: Needs = []
    language: Language | None = None
    tier: Short | None = None
    channel: Key = "ticket"
    patience: Span | None = None


class Staff(Model):
    """How many agents more or fewer there are; the seed draws who is doubled and who is sent home."""

    add: Annotated[int, Field(ge=0, le=200)] = 0
    remove: Annotated[int, Field(ge=0, le=200)] = 0


class NewSimulation(Model):
    """Either what came from `since` until `until` and is done by now, or `arrivals`; of one `queue` or of all.

    `policy` is tried in place of the one in use; without it only the `agents` differ. Items of `arrivals` without a
    queue are in `queue`.
    """

    name: Name | None = None
    since: Timestamp | None = None
    until: Timestamp | None = None
    arrivals: Annotated[list[Arrival], Field(min_length=1, max_length=1000)] | None = None
    queue: Ulid | None = None
    policy: Ulid | None = None
    agents: Staff = Staff()
    seed: Annotated[int, Field(ge=0, le=2**31)] = 1

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.since is None) != (self.until is None) or (self.since is None) == (self.arrivals is None):
            raise ValueError("say either since and until, or arrivals")
        return self


class Waits(Model):
    """Seconds until an agent had it, over what was served; null where nothing was."""

    mean: float | None
    p50: float | None
    p95: float | None
    max: float | None


class Occupancy(Model):
    """The share of their capacity that agents used while they were there: the mean, and of each (200 at most)."""

    mean: Share | None
    agents: dict[str, Share]


class Figures(Model):
    """What came of it. Who left, and what nobody could take, has missed its target."""

    items: int
    served: int
    abandoned: int
    unserved: int
    wait: Waits
    skill_match: Share | None
    within_target: Share | None
    occupancy: Occupancy


class Simulation(Model):
    """`inUse` is the same with the policies and agents that there are. `failed` says why in `reason`."""

    id: Ulid
    name: Name | None
    state: Literal["waiting", "done", "failed"]
    since: Timestamp | None
    until: Timestamp | None
    queue: Ulid | None
    policy: Ulid | None
    agents: Staff
    seed: int
    in_use: Figures | None
    tried: Figures | None
    reason: str | None
    created_at: Timestamp
    updated_at: Timestamp
    version: int

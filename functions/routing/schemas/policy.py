"""Policies: how work finds its agent, as data."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from onestop.models import Model, Name, Short, Timestamp, Ulid, patch_of
from routing.domain.policy import WEIGHTS
from routing.schemas.fields import Seconds


def _known(weights: dict[str, float]) -> dict[str, float]:
    if unknown := sorted(weights.keys() - {*WEIGHTS}):
        raise ValueError(f"{unknown[0]} is none of {', '.join(WEIGHTS)}")
    return weights


Weight = Annotated[float, Field(ge=-1000, le=1000)]
Worth = Annotated[float, Field(ge=0, le=1)]


class Easing(Model):
    """From `after` seconds of waiting on, every level that is asked for is `by` lower."""

    after: Seconds
    by: Annotated[int, Field(ge=1, le=5)]


class Skills(Model):
    """Whether skills are demanded, and how that eases with waiting."""

    require: bool = True
    relax: Annotated[list[Easing], Field(max_length=10)] = []


class Spoken(Model):
    """Whether the language is demanded, and until when: without `after` for as long as it takes."""

    require: bool = True
    after: Seconds | None = None


class LastAgent(Model):
    """For how long work is kept for who had it last, while they are there."""

    seconds: Seconds = 0


class FairShare(Model):
    """Nobody is given more than `most` items in any `window` seconds."""

    window: Annotated[int, Field(ge=1, le=86_400)]
    most: Annotated[int, Field(ge=1, le=50)]


class NewPolicy(Model):
    """A method is a set of weights; `weights` replaces single ones. `again`: how long who declined is left alone."""

    name: Name
    method: Literal["roundRobin", "leastBusy", "mostCapacity", "longestIdle", "scored"] = "scored"
    weights: Annotated[dict[str, Weight], AfterValidator(_known)] = {}
    skills: Skills = Skills()
    language: Spoken = Spoken()
    last_agent: LastAgent = LastAgent()
    fair_share: FairShare | None = None
    tiers: Annotated[dict[Short, Worth], Field(max_length=20)] = {}
    again: Seconds = 120


PolicyPatch = patch_of("PolicyPatch", NewPolicy)


class Policy(NewPolicy):
    """What is shown."""

    id: Ulid
    retired: bool
    created_at: Timestamp
    updated_at: Timestamp
    version: int

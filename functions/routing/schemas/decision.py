"""Decisions, and what a policy would decide."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from onestop.models import Language, Model, Short, Timestamp, Ulid
from routing.schemas.fields import Key, Needs, Priority


class Candidate(Model):
    """Somebody who was looked at: the points and where they come from, or why not."""

    agent: Ulid
    total: float
    parts: dict[str, float]
    refused: str | None


class Decision(Model):
    """Who was given an item of work and why: the 20 best candidates of all that were considered."""

    id: Ulid
    work: Ulid
    queue: Ulid | None
    policy: Ulid | None
    agent: Ulid
    outcome: Literal["offered", "assigned"]
    total: float
    candidates: list[Candidate]
    considered: int
    reason: str
    actor: str
    at: Timestamp


class NewDryRun(Model):
    """Either an item of `work` that there is, or what one would be; it is only looked at, nobody gets anything."""

    work: Ulid | None = None
    queue: Ulid | None = None
    priority: Priority = "normal"
    needs: Needs = []
    language: Language | None = None
    tier: Short | None = None
    channel: Key = "api"
    waited: Annotated[int, Field(ge=0, le=86_400, description="Seconds that it has waited already")] = 0

    @model_validator(mode="after")
    def _either(self) -> Self:
        if (self.work is None) == (self.queue is None):
            raise ValueError("say either work or queue")
        return self


class DryRun(Model):
    """Who would get it now, if anybody, and why."""

    agent: Ulid | None
    candidates: list[Candidate]
    considered: int
    reason: str

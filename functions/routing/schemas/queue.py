"""Queues: where work of one kind waits, and how it is given out there."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from onestop.models import Condition, Model, Name, Timestamp, Ulid, patch_of
from routing.schemas.fields import Needs, Seconds


class Overflow(Model):
    """When work goes on to another queue, with its place kept.

    `waiting`: after so many seconds; `length`: if more than `length` items wait then; `noAgents`: if nobody who serves
    the queue is there then.
    """

    to: Ulid
    when: Literal["waiting", "length", "noAgents"]
    after: Seconds = 0
    length: Annotated[int, Field(ge=1, le=10_000)] | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if (self.when == "length") != (self.length is not None):
            raise ValueError("a length belongs to `when: length`, and to nothing else")
        return self


class NewQueue(Model):
    """Of the queues whose `match` holds for a ticket, the one with the lowest position takes it; without it takes all.

    `needs` come on top of the ticket's. `onLeave` says what becomes of the work of agents who go offline. Work is
    assigned at once, or offered for `offerSeconds`. A paused queue gives nothing out.
    """

    name: Name
    match: Condition | None = None
    position: Annotated[int, Field(ge=0, le=1000)] = 100
    policy: Ulid | None = None
    team: Ulid | None = None
    needs: Needs = []
    overflow: Overflow | None = None
    on_leave: Literal["return", "keep"] = "return"
    accept: Literal["auto", "offer"] = "auto"
    offer_seconds: Annotated[int, Field(ge=5, le=86_400)] = 30
    target: Annotated[Seconds, Field(description="Seconds within which work should find somebody")] | None = None
    paused: bool = False


QueuePatch = patch_of("QueuePatch", NewQueue)


class Queue(NewQueue):
    """What is shown."""

    id: Ulid
    retired: bool
    created_at: Timestamp
    updated_at: Timestamp
    version: int

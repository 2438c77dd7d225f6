"""Work: what waits for somebody, or is in somebody's hands."""

from typing import Literal, Self

from pydantic import model_validator

from onestop.http import ListQuery
from onestop.models import Model, Timestamp, Ulid
from routing.schemas.fields import Need, Priority, State


class Offer(Model):
    """Who is asked, since when, and until when that holds; `turn` is the decision behind it."""

    agent: Ulid
    at: Timestamp
    until: Timestamp
    turn: Ulid


class Attempt(Model):
    """Who had it, or was offered it, and how that ended."""

    agent: Ulid
    at: Timestamp
    outcome: Literal["declined", "expired", "withdrawn", "returned", "moved"]


class Work(Model):
    """One item of work; it has the id of its ticket.

    `place` is since when it is in line, also after it came back. `byHand`: a person chose who has it. `worked` are the
    seconds that somebody had it. `reason` is what a person said about the latest change.
    """

    id: Ulid
    kind: Literal["ticket"]
    subject: str
    customer: Ulid | None
    number: str | None
    title: str | None
    queue: Ulid | None
    state: State
    priority: Priority
    needs: list[Need]
    language: str | None
    tier: str | None
    channel: str
    units: int
    place: Timestamp
    due_at: Timestamp | None
    agent: Ulid | None
    last_agent: Ulid | None
    offer: Offer | None
    attempts: list[Attempt]
    decision: Ulid | None
    assigned_at: Timestamp | None
    done_at: Timestamp | None
    worked: int | None
    by_hand: bool
    reason: str | None
    created_at: Timestamp
    updated_at: Timestamp
    version: int


class Standing(Work):
    """With the position in line (from 1, at most 1,000 is told) and the seconds that it will probably take.

    Both are null for what does not wait; the seconds also where nothing of the queue found anybody in half an hour.
    """

    position: int | None
    estimated_wait: int | None


class WorkQuery(ListQuery):
    """The work of an agent; or that of a queue in a state. Without either, what no queue takes."""

    queue: Ulid | None = None
    state: State | None = None
    agent: Ulid | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.agent and (self.queue or self.state):
            raise ValueError("choose either agent or queue and state")
        return self

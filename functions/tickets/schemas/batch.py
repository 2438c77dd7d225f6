"""The same actions for many tickets: for a hundred at once, or for all of a view by and by."""

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, JsonValue, model_validator

from onestop.models import Model, Timestamp, Ulid
from tickets.schemas.actions import Actions
from tickets.schemas.condition import TicketCondition


def _different(values: list[Any]) -> list[Any]:
    if len(set(values)) < len(values):
        raise ValueError("names something twice")
    return values


class BatchActions(Model):
    """What is done to up to 100 tickets."""

    tickets: Annotated[list[Ulid], Field(min_length=1, max_length=100), AfterValidator(_different)]
    actions: Actions


class BatchActionResult(Model):
    """What became of one ticket: the status that it would have had alone, and the problem, if there was one."""

    index: int
    id: Ulid
    status: int
    outcome: Literal["changed", "unchanged", "failed"]
    problem: dict[str, JsonValue] | None


class BatchActionResults(Model):
    """One entry per ticket, in order."""

    data: list[BatchActionResult]


class NewBatchJob(Model):
    """What is done to all tickets of a view, or for which a condition holds."""

    view: Ulid | None = None
    condition: TicketCondition | None = None
    actions: Actions

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.view is None) == (self.condition is None):
            raise ValueError("names either a view or a condition")
        return self


class BatchFailure(Model):
    """A ticket to which it could not be done, and why."""

    ticket: Ulid
    reason: str


class BatchJob(Model):
    """How far it is. `failures` are the first twenty; `rule` is the rule for whose sake tickets are looked at."""

    id: Ulid
    view: Ulid | None
    rule: Ulid | None
    condition: dict[str, JsonValue]
    actions: list[dict[str, JsonValue]]
    state: Literal["waiting", "running", "done", "cancelled"]
    examined: int
    changed: int
    unchanged: int
    failed: int
    failures: list[BatchFailure]
    author: str
    created_at: Timestamp
    updated_at: Timestamp
    version: int

"""Rules that act by themselves, and the log of what they did."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, JsonValue, model_serializer, model_validator

from onestop.conditions import leaves
from onestop.models import Model, Name, Text, Timestamp, Ulid, patch_of
from tickets.domain.actions import means_self
from tickets.domain.automation import EVENTS, MOMENTS, OF_CHANGE
from tickets.schemas.actions import Actions
from tickets.schemas.condition import TicketCondition

MONTHS = 180 * 86_400  # seconds
Description = Annotated[Text, Field(max_length=1000)]
Position = Annotated[int, Field(strict=True, ge=0, le=10_000)]


class Trigger(Model):
    """What sets a rule off: one of some events, or that a moment of the ticket is so many seconds ago."""

    events: Annotated[list[Literal[EVENTS]], Field(min_length=1, max_length=len(EVENTS))] | None = None
    since: Literal[MOMENTS] | None = None
    after: Annotated[int, Field(strict=True, ge=60, le=MONTHS)] | None = None

    @model_serializer
    def _as_given(self) -> dict[str, Any]:
        return {"events": self.events} if self.events else {"since": self.since, "after": self.after}

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        timed = self.since is not None and self.after is not None
        half = (self.since is None) != (self.after is None)
        if half or timed == (self.events is not None):
            raise ValueError("is either events, or since and after")
        return self


class NewAutomationRule(Model):
    """Rules act in the order of their positions, each seeing what those before it did."""

    name: Name
    description: Description | None = None
    active: bool = True
    position: Position = 0
    trigger: Trigger
    condition: TicketCondition = Field(default_factory=lambda: {"all": []})
    actions: Actions

    @model_validator(mode="after")
    def _sees_changes_only_in_events(self) -> Self:
        if self.trigger.since and any(leaf["op"] in OF_CHANGE for _, leaf in leaves(self.condition)):
            raise ValueError("a rule that waits sees no changes: its condition is about what is")
        return self

    @model_validator(mode="after")
    def _acts_itself(self) -> Self:
        if any(means_self(each.whole()) for each in self.actions):
            raise ValueError("a rule acts itself: self would be nobody")
        return self


AutomationRulePatch = patch_of("AutomationRulePatch", NewAutomationRule)


class AutomationRule(Model):
    """What is shown."""

    id: Ulid
    name: str
    description: str | None
    active: bool
    position: int
    trigger: dict[str, JsonValue]
    condition: dict[str, JsonValue]
    actions: list[dict[str, JsonValue]]
    author: str
    created_at: Timestamp
    updated_at: Timestamp
    version: int


class AutomationRun(Model):
    """What came of a rule for a ticket; `cause` is the id of the event behind it, null where it was the clock.

    `hops` counts the links of the chain before it; `stopped` says that the chain was cut here.
    """

    id: Ulid
    rule: Ulid
    name: str
    ticket: Ulid
    requester: Ulid
    cause: str | None
    hops: int
    outcome: Literal["done", "failed", "stopped"]
    reason: str | None
    changes: dict[str, dict[str, JsonValue]]
    messages: int
    created_at: Timestamp
    version: int


class DryRun(Model):
    """How many of the tickets that changed last are tried."""

    tickets: Annotated[int, Field(strict=True, ge=1, le=100)] = 50


class WouldChange(Model):
    """A ticket for which a rule would hold, and what would come of it."""

    ticket: Ulid
    number: str
    at: Timestamp | None
    changes: dict[str, dict[str, JsonValue]]
    messages: int
    notices: int
    problem: str | None


class DryRunResult(Model):
    """What a rule would do; nothing was written. `at` is when a rule that waits would act."""

    examined: int
    matched: list[WouldChange]

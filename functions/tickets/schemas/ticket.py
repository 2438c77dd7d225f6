"""A ticket: as it is asked for, as it is changed, as it is shown."""

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, JsonValue, StringConstraints, model_validator

from onestop.http import ListQuery
from onestop.models import Language, Model, Name, Short, Text, Timestamp, Ulid, patch_of
from onestop.numbers import checked
from tickets.schemas.clocks import Sla

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
FieldKey = Annotated[str, StringConstraints(pattern=r"^[a-z][A-Za-z0-9]{0,49}$")]
StatusCategory = Literal["new", "open", "pending", "hold", "solved", "closed"]
Priority = Literal["low", "normal", "high", "urgent"]
Custom = Annotated[dict[FieldKey, JsonValue], Field(max_length=50)]


def _each_once(values: list[Any]) -> list[Any]:
    return list(dict.fromkeys(values))


Tags = Annotated[list[Short], Field(max_length=50), AfterValidator(_each_once)]
Members = Annotated[list[Ulid], Field(max_length=50), AfterValidator(_each_once)]


class Need(Model):
    """A skill, by its key in workforce, and the lowest level of it that will do."""

    skill: Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9-]{0,39}$")]
    level: Annotated[int, Field(ge=1, le=5, strict=True)] = 1


class TicketFields(Model):
    """All of a ticket that a caller may set."""

    subject: Name
    description: Text | None = None
    type: Key | None = None
    category: Short | None = None
    priority: Priority = "normal"
    channel: Key = "api"
    language: Language | None = None
    requester: Ulid
    requester_tier: Short | None = None
    assignee: Ulid | None = None
    team: Ulid | None = None
    queue: Ulid | None = None
    needs: Annotated[list[Need], Field(max_length=10)] = []
    tags: Tags = []
    custom: Custom = {}
    followers: Members = []
    external_id: Short | None = None


class NewTicket(TicketFields):
    """What POST takes; a ticket begins as new unless another status is given."""

    status: Key | None = None


class ChangedTicket(TicketFields):
    """What a patch makes of a ticket, checked as a whole."""

    status: Key


TicketPatch = patch_of("TicketPatch", ChangedTicket)


class Ticket(Model):
    """What is shown. `category` is what it is about; `statusCategory` says what its status means.

    `mergedFrom` are the tickets whose conversation this one shows as its own, `mergedInto` the one that shows its.
    `waitingSince` is since when the customer has waited for an answer; `followUpOf` the closed ticket that this one
    goes on with.
    """

    id: Ulid
    number: str
    subject: Name
    description: str | None
    type: Key | None
    status: Key
    status_category: StatusCategory
    category: str | None
    priority: Priority
    channel: Key
    language: str | None
    requester: Ulid
    requester_tier: str | None
    assignee: Ulid | None
    team: Ulid | None
    queue: Ulid | None
    needs: list[Need]
    tags: list[str]
    custom: dict[str, JsonValue]
    followers: list[Ulid]
    snoozed_until: Timestamp | None
    waiting_since: Timestamp | None
    first_replied_at: Timestamp | None
    last_customer_at: Timestamp | None
    last_agent_at: Timestamp | None
    resolved_at: Timestamp | None
    closed_at: Timestamp | None
    reopens: int
    parent: Ulid | None
    problem: Ulid | None
    merged_into: Ulid | None
    merged_from: list[Ulid]
    follow_up_of: Ulid | None
    split_from: Ulid | None
    external_id: str | None
    sla: Sla | None
    created_at: Timestamp
    updated_at: Timestamp
    version: int


class Snooze(Model):
    """Until when a ticket sleeps."""

    until: Timestamp


WAYS = ("number", "externalId", "assignee", "team", "requester", "updatedSince", "createdSince")


class TicketQuery(ListQuery):
    """One way to look at the list: by what is unique, by whose it is, by how it stands, or sorted and within bounds.

    `statusCategory` narrows an assignee's or a team's tickets, too.
    """

    number: Annotated[str, Field(max_length=40)] | None = None
    externalId: Short | None = None  # noqa: N815  the parameter's public name
    assignee: Ulid | None = None
    team: Ulid | None = None
    requester: Ulid | None = None
    statusCategory: StatusCategory | None = None  # noqa: N815
    updatedSince: Timestamp | None = None  # noqa: N815
    createdSince: Timestamp | None = None  # noqa: N815
    sort: Literal["createdAt", "-createdAt", "updatedAt", "-updatedAt"] | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = [name for name in WAYS if getattr(self, name) is not None]
        if len(ways) > 1:
            raise ValueError(f"choose one of {', '.join(ways)}")
        if self.statusCategory and ways and ways[0] not in ("assignee", "team"):
            raise ValueError(f"{ways[0]} is not narrowed by statusCategory")
        self._sorted_as_it_can(ways)
        if self.number is not None:
            checked(self.number)
        return self

    def _sorted_as_it_can(self, ways: list[str]) -> None:
        """Only the whole list is sorted by change."""
        needed = "updatedAt" if ways == ["updatedSince"] else "createdAt" if ways or self.statusCategory else None
        if needed and self.sort and self.sort.lstrip("-") != needed:
            raise ValueError(f"this list is sorted by {needed}")

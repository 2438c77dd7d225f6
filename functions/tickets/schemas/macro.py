"""What agents have at hand: macros and saved replies."""

from typing import Annotated, Literal, Self

from pydantic import Field, JsonValue, model_validator

from onestop.http import ListQuery, Query
from onestop.models import Model, Name, Text, Timestamp, Ulid, patch_of
from tickets.schemas.actions import Actions

Scope = Literal["private", "team", "shared"]
Description = Annotated[Text, Field(max_length=1000)]


class Shared(Model):
    """For whom something is there: for its author, for a team, or for everybody."""

    scope: Scope = "private"
    team: Ulid | None = None

    @model_validator(mode="after")
    def _team_where_it_is_one(self) -> Self:
        if (self.scope == "team") != (self.team is not None):
            raise ValueError("names a team where the scope is team, and nowhere else")
        return self


class NewMacro(Shared):
    """Several actions, which are done in their order."""

    name: Name
    description: Description | None = None
    actions: Actions


MacroPatch = patch_of("MacroPatch", NewMacro)


class Macro(Shared):
    """What is shown."""

    id: Ulid
    name: str
    description: str | None
    actions: list[dict[str, JsonValue]]
    author: str
    created_at: Timestamp
    updated_at: Timestamp
    version: int


class SharedQuery(ListQuery):
    """What everybody has, what is the caller's own and, with `team`, what that team has."""

    team: Ulid | None = None


class PreviewQuery(Query):
    """For which ticket."""

    ticket: Ulid


class WrittenText(Model):
    """A reply or a note as it would be written; `missing` are the variables that had no value."""

    public: bool
    body: str
    missing: list[str]


class Preview(Model):
    """What would come of a macro: the fields that become something else, and what would be written."""

    ticket: Ulid
    changes: dict[str, dict[str, JsonValue]]
    messages: list[WrittenText]
    notices: list[dict[str, JsonValue]]

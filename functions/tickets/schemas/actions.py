"""Actions: what macros, bulk requests, automation and escalation do to a ticket."""

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, JsonValue, SerializerFunctionWrapHandler, model_serializer, model_validator

from onestop.models import Language, Model, Name, Short, Text, Ulid
from tickets.domain.variables import KNOWN, unknown
from tickets.schemas.ticket import FieldKey, Key

YEAR = 366 * 86_400  # seconds
Tags = Annotated[list[Short], Field(min_length=1, max_length=20)]
Members = Annotated[list[Ulid], Field(max_length=20)]


def _known(text: str) -> str:
    if wrong := unknown(text):
        raise ValueError(f"has the unknown variable {wrong[0]}; there are {', '.join(KNOWN)}, ticket.custom.<name>")
    return text


TextWithVariables = Annotated[Text, AfterValidator(_known)]


class Given(Model):
    """An object of which at least one member is there, and which is kept as it was given: null is not absent."""

    @model_serializer(mode="wrap")
    def _as_given(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        fields = type(self).model_fields
        unset = {each for name in fields.keys() - self.model_fields_set for each in (name, fields[name].alias)}
        return {name: value for name, value in dump(self).items() if name not in unset}

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("is empty")
        return self


class SetAction(Given):
    """Fields as they shall be; null empties one, and what is left out of `custom` stays."""

    subject: Name | None = None
    category: Short | None = None
    language: Language | None = None
    type: Key | None = None
    custom: Annotated[dict[FieldKey, JsonValue], Field(min_length=1, max_length=50)] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _with_a_subject(self) -> Self:
        if "subject" in self.model_fields_set and self.subject is None:
            raise ValueError("takes the subject away, and every ticket has one")
        return self


class Assignment(Given):
    """Whom it is given to; null takes it away. `self` is the member who applies the actions."""

    agent: Ulid | Literal["self"] | None = None
    team: Ulid | None = None
    queue: Ulid | None = None


class ReplyAction(Given):
    """A public reply: a text with variables, or a saved reply in the ticket's language."""

    body: TextWithVariables | None = None
    saved_reply: Ulid | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.body is None) == (self.saved_reply is None):
            raise ValueError("has either a body or a savedReply")
        return self


class NoteAction(Model):
    """An internal note: a text with variables."""

    body: TextWithVariables
    mentions: Members = Field(default_factory=list)


class SnoozeAction(Model):
    """For how many seconds."""

    for_: Annotated[int, Field(alias="for", strict=True, ge=60, le=YEAR)]


class NotifyAction(Model):
    """Who is told, and what; `to` are those who have to do with the ticket."""

    text: Annotated[TextWithVariables, Field(max_length=1000)]
    to: Annotated[list[Literal["assignee", "followers", "team"]], Field(max_length=3)] = Field(default_factory=list)
    members: Members = Field(default_factory=list)

    @model_validator(mode="after")
    def _somebody(self) -> Self:
        if not self.to and not self.members:
            raise ValueError("tells nobody: name some in to or members")
        return self


class Action(Given):
    """One thing that is done: exactly one of the members."""

    set: SetAction | None = None
    add_tags: Tags | None = None
    remove_tags: Tags | None = None
    add_followers: Annotated[list[Ulid | Literal["self"]], Field(min_length=1, max_length=20)] | None = None
    assign: Assignment | None = None
    status: Key | None = None
    priority: Literal["raise", "low", "normal", "high", "urgent"] | None = None
    snooze: SnoozeAction | None = None
    reply: ReplyAction | None = None
    note: NoteAction | None = None
    notify: NotifyAction | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        given = list(self.model_fields_set)
        if len(given) != 1 or getattr(self, given[0]) is None:
            raise ValueError("has exactly one member, which says what is done")
        return self


Actions = Annotated[list[Action], Field(min_length=1, max_length=20)]

"""How a tenant sets up its desk: settings, statuses, types with their forms."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from onestop.models import Model, Name, Short, Timestamp
from tickets.domain.forms import STANDARD
from tickets.schemas.ticket import FieldKey, Key, StatusCategory

Days = Annotated[int, Field(ge=0, le=365, strict=True)]
Required = Annotated[list[Annotated[str, StringConstraints(max_length=60)]], Field(max_length=60)]
CHOSEN = ("choice", "choices")


class TicketSettingsGiven(Model):
    """All of it; what is left out is as it is by default.

    For `reopenDays` after it was solved, a ticket is reopened by what its customer writes; later that opens one that
    follows it. After `closeDays` it is closed for good, or never where that is null.
    """

    reopen_days: Days = 7
    close_days: Days | None = 14


class TicketSettings(TicketSettingsGiven):
    """What is shown; version 0 is what holds until somebody decides."""

    updated_at: Timestamp | None
    version: int


class TicketStatusGiven(Model):
    """A status: `category` says what it means, `position` where it stands among others. A retired one is not given."""

    name: Name
    category: StatusCategory
    position: Annotated[int, Field(ge=0, le=1000)] = 0
    retired: bool = False


class TicketStatus(TicketStatusGiven):
    """What is shown."""

    key: Key
    created_at: Timestamp | None
    updated_at: Timestamp | None
    version: int


class FormField(Model):
    """A field of a form. Its key is for programs; a choice has options. A retired one can be read, but not be set."""

    key: FieldKey
    label: Name
    kind: Literal["text", "integer", "boolean", "date", "choice", "choices"]
    options: Annotated[list[Short], Field(max_length=100)] = []
    retired: bool = False

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        if bool(self.options) != (self.kind in CHOSEN):
            raise ValueError("a choice needs options, and nothing else has any")
        if len(set(self.options)) < len(self.options):
            raise ValueError("an option is there twice")
        return self


class TicketTypeGiven(Model):
    """A kind of ticket and its form. Fields are required by their names: `category`, or `custom.plan`."""

    name: Name
    fields: Annotated[list[FormField], Field(max_length=50)] = []
    required_on_create: Required = []
    required_to_resolve: Required = []
    retired: bool = False

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        keys = [each.key for each in self.fields]
        if len(set(keys)) < len(keys):
            raise ValueError("a field is there twice")
        known = STANDARD | {f"custom.{each.key}" for each in self.fields if not each.retired}
        if unknown := sorted({*self.required_on_create, *self.required_to_resolve} - known):
            raise ValueError(f"{unknown[0]} is no field that can be required here")
        return self


class TicketType(TicketTypeGiven):
    """What is shown."""

    key: Key
    created_at: Timestamp
    updated_at: Timestamp
    version: int

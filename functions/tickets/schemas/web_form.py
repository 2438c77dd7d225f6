"""Forms by which anybody may open a ticket."""

from typing import Annotated, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from onestop.http import Query
from onestop.models import Language, Model, Name, Short, Timestamp, Ulid
from tickets.domain.web_texts import TEXTS
from tickets.schemas.ticket import FieldKey, Key, Tags

Said = Annotated[str, StringConstraints(max_length=20_000)]


class WebTexts(Model):
    """What a form says in one language; `labels` are those of custom fields, by their keys."""

    title: Name
    intro: Annotated[str, StringConstraints(max_length=2000)] | None = None
    labels: Annotated[dict[FieldKey, Name], Field(max_length=50)] = {}


class NewWebForm(Model):
    """A form: the type of its tickets, the fields of that type which it asks for, and its texts by language."""

    name: Name
    active: bool = True
    ticket_type: Key | None = None
    texts: Annotated[dict[Language, WebTexts], Field(min_length=1, max_length=len(TEXTS))]
    fields: Annotated[list[FieldKey], Field(max_length=30)] = []
    tags: Tags = []

    @model_validator(mode="after")
    def _spoken(self) -> Self:
        if unknown := sorted(self.texts.keys() - TEXTS.keys()):
            raise ValueError(f"{unknown[0]} is no language that forms speak: {', '.join(TEXTS)}")
        return self


class WebForm(NewWebForm):
    """What is shown; `key` is in the address of its page, `/public/forms/<key>`."""

    id: Ulid
    key: str
    created_at: Timestamp
    updated_at: Timestamp
    version: int


class WebFormQuery(Query):
    """`lang` chooses the language; without it, Accept-Language does."""

    lang: Annotated[str, Field(max_length=35)] | None = None


class WebSubmission(Model):
    """What somebody sends: JSON from a page of one's own, or the fields of ours. `custom.<key>` is a custom field."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Said]

    name: Said = ""
    email: Said = ""
    subject: Said = ""
    description: Said = ""
    opened: Said = ""
    website: Said = ""


class WebReceipt(Model):
    """The number of the ticket, for the one who asked."""

    number: Short

"""What comes in and what goes out."""

from typing import Annotated

from pydantic import Field, JsonValue

from onestop.http import ListQuery
from onestop.models import Model, Timestamp, Ulid


class TimelineQuery(ListQuery):
    """`kind` narrows the story to one kind of thing: `customer`, `note`, `consent`, `order` ..."""

    kind: Annotated[str, Field(pattern=r"^[a-z][A-Za-z-]{0,49}$")] | None = None


class Change(Model):
    """A field before and after. `cut` says that the value was too long to be shown whole."""

    before: JsonValue
    after: JsonValue
    cut: bool


class Entry(Model):
    """One thing that happened: what (the event), to which record (`subject`), when and by whom."""

    id: Ulid
    kind: str
    what: str
    at: Timestamp
    actor: str
    subject: str
    summary: dict[str, Change]
    correlation: str


class Head(Model):
    """Who the customer is, how many entries of each kind there are, and when he and we last had to do."""

    id: Ulid
    kind: str
    name: str
    tags: list[str]
    owner: Ulid | None
    deleted_at: Timestamp | None
    since: Timestamp
    counts: dict[str, int]
    last_contact: Timestamp | None


class Position(Model):
    """Whether there is more, and the cursor to it."""

    next: str | None
    has_more: bool


class Story(Model):
    """One page of a customer's story. The card comes with the first page only."""

    card: Head | None
    data: list[Entry]
    page: Position

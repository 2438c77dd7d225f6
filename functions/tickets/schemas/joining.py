"""What joins tickets and takes them apart, and who looks at one."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from onestop.models import Model, Name, Timestamp, Ulid
from tickets.schemas.ticket import Key

LinkKind = Literal["parent", "child", "problem", "incident", "related"]


class NewLink(Model):
    """`other` is the `kind` of this ticket: its parent, a child, the problem behind it, an incident of it."""

    kind: LinkKind
    other: Ulid


class Link(NewLink):
    """What is shown; the other ticket shows the same from its side, as a link of its own."""

    id: Ulid
    ticket: Ulid
    created_by: str
    created_at: Timestamp
    version: int


class NewMerge(Model):
    """Into which ticket."""

    into: Ulid


class Merge(Model):
    """What is shown: what the source brought (`sources` of conversation, `followers`, `tags`), what it was `before`."""

    id: Ulid
    source: Ulid
    target: Ulid
    sources: list[Ulid]
    before: dict[str, JsonValue]
    followers: list[Ulid]
    tags: list[str]
    created_by: str
    created_at: Timestamp
    undone_by: str | None
    undone_at: Timestamp | None
    version: int


class NewSplit(Model):
    """Which comments become a ticket of their own; without a `subject` it has that of the old one."""

    comments: Annotated[list[Ulid], Field(min_length=1, max_length=40)]
    subject: Name | None = None
    type: Key | None = None


class Viewing(Model):
    """What somebody does who has the ticket open."""

    doing: Literal["viewing", "typing"] = "viewing"


class Viewer(Viewing):
    """Who has it open; after `until` nobody can tell any more."""

    member: Ulid
    since: Timestamp
    until: Timestamp


class Viewers(Model):
    """All who have a ticket open, those who were there first before others."""

    data: list[Viewer]

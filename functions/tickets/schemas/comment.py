"""What is written on a ticket: replies that the requester sees, and internal notes."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from onestop.models import Model, Text, Timestamp, Ulid, patch_of
from tickets.schemas.ticket import Key, Members

Attachments = Annotated[list[Ulid], Field(max_length=20)]


class CommentFields(Model):
    """What its author may change afterwards."""

    body: Text
    mentions: Members = []


class NewComment(CommentFields):
    """Public is a reply, everything else an internal note. `status` is given to the ticket in the same breath.

    Whoever carries messages into the house writes as the requester: with `from` it is the customer who speaks.
    """

    public: bool = False
    sender: Annotated[Literal["agent", "requester"], Field(alias="from")] = "agent"
    attachments: Attachments = []
    status: Key | None = None

    @model_validator(mode="after")
    def _spoken(self) -> Self:
        if self.sender == "requester" and (not self.public or self.status or self.mentions):
            raise ValueError("what the requester writes is public, and sets no status and mentions nobody")
        return self


CommentPatch = patch_of("CommentPatch", CommentFields)


class Comment(Model):
    """What is shown; `author` is the actor who wrote or carried it.

    `ticket` is the one on which it was written, also where that was merged into another. `copyOf` is the comment of
    which a split made it, `movedTo` the ticket that a split made of it.
    """

    id: Ulid
    ticket: Ulid
    requester: Ulid
    public: bool
    sender: Annotated[Literal["agent", "requester"], Field(alias="from")]
    author: str
    body: str
    mentions: list[Ulid]
    attachments: list[Ulid]
    copy_of: Ulid | None
    moved_to: Ulid | None
    created_at: Timestamp
    updated_at: Timestamp
    version: int

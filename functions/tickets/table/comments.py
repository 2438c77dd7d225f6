"""What was written on a ticket."""

from onestop.pynamo import BooleanAttribute, JSONAttribute, UnicodeAttribute
from tickets.table.base import Row
from tickets.table.ticket import ticket_pk


class Comment(Row, discriminator="comment"):
    """A reply that the requester sees, or an internal note. `sender` is `agent` or `requester`, `author` the actor.

    `ticket` is the one on which it was written, also where that was merged into another. `copy_of` is the comment of
    which a split made it, `moved_to` the ticket that a split made of it.
    """

    PUBLIC = (
        "id", "ticket", "requester", "public", "sender", "author", "body", "mentions", "attachments", "copy_of",
        "moved_to", "created_at", "updated_at", "version",
    )  # fmt: skip

    id = UnicodeAttribute()
    ticket = UnicodeAttribute()
    requester = UnicodeAttribute()
    public = BooleanAttribute()
    sender = UnicodeAttribute(attr_name="from")
    author = UnicodeAttribute()
    body = UnicodeAttribute()
    mentions = JSONAttribute(default=list)
    attachments = JSONAttribute(default=list)
    copy_of = UnicodeAttribute(attr_name="copyOf", null=True)
    moved_to = UnicodeAttribute(attr_name="movedTo", null=True)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"ticket-comments/{self.id}"

    def about(self) -> list[str]:
        return [self.requester]


def comment_keys(tenant: str, ticket_id: str, comment_id: str) -> tuple[str, str]:
    return ticket_pk(tenant, ticket_id), f"comment#{comment_id}"

"""Files of a ticket; the files themselves are in a bucket."""

from onestop.pynamo import NumberAttribute, UnicodeAttribute
from tickets.table.base import Row
from tickets.table.ticket import ticket_pk


class Attachment(Row, discriminator="attachment"):
    """A file. `state` is `awaited` until it has been seen in the bucket, then `stored`; `size` is in bytes."""

    PUBLIC = (
        "id", "ticket", "name", "content_type", "size", "state", "author", "created_at", "updated_at", "version",
    )  # fmt: skip

    id = UnicodeAttribute()
    ticket = UnicodeAttribute()
    requester = UnicodeAttribute()
    name = UnicodeAttribute()
    content_type = UnicodeAttribute(attr_name="contentType")
    size = NumberAttribute()
    state = UnicodeAttribute(default="awaited")
    author = UnicodeAttribute()
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"ticket-attachments/{self.id}"

    def about(self) -> list[str]:
        return [self.requester]


def attachment_keys(tenant: str, ticket_id: str, attachment_id: str) -> tuple[str, str]:
    return ticket_pk(tenant, ticket_id), f"attachment#{attachment_id}"

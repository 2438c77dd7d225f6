"""What people wrote about a customer."""

from customers.table.base import Row
from customers.table.customer import customer_pk
from onestop.pynamo import BooleanAttribute, UnicodeAttribute


class Note(Row, discriminator="note"):
    """A note; `author` is the actor who wrote it."""

    PUBLIC = ("id", "customer", "text", "pinned", "author", "created_at", "updated_at", "version")

    id = UnicodeAttribute()
    customer = UnicodeAttribute()
    text = UnicodeAttribute()
    pinned = BooleanAttribute(default=False)
    author = UnicodeAttribute()
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"notes/{self.id}"

    def about(self) -> list[str]:
        return [self.customer]


def note_keys(tenant: str, customer_id: str, note_id: str) -> tuple[str, str]:
    return customer_pk(tenant, customer_id), f"note#{note_id}"

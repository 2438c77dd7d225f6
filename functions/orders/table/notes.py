"""What people wrote about an order."""

from onestop.pynamo import BooleanAttribute, UnicodeAttribute
from orders.table.base import Row
from orders.table.order import order_pk


class OrderNote(Row, discriminator="note"):
    """A note; `author` is the actor who wrote it."""

    PUBLIC = ("id", "order", "customer", "text", "pinned", "author", "created_at", "updated_at", "version")

    id = UnicodeAttribute()
    order = UnicodeAttribute()
    customer = UnicodeAttribute()
    text = UnicodeAttribute()
    pinned = BooleanAttribute(default=False)
    author = UnicodeAttribute()
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"order-notes/{self.id}"

    def about(self) -> list[str]:
        return [self.customer]


def note_keys(tenant: str, order_id: str, note_id: str) -> tuple[str, str]:
    return order_pk(tenant, order_id), f"note#{note_id}"

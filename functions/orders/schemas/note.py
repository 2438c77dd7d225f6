"""What people write about an order."""

from onestop.models import Model, Text, Timestamp, Ulid, patch_of


class NewOrderNote(Model):
    """Up to 20,000 characters of plain text."""

    text: Text
    pinned: bool = False


OrderNotePatch = patch_of("OrderNotePatch", NewOrderNote)


class OrderNote(NewOrderNote):
    """What is shown; `author` is `member/<id>` or `client/<id>`."""

    id: Ulid
    order: Ulid
    customer: Ulid
    author: str
    created_at: Timestamp
    updated_at: Timestamp
    version: int

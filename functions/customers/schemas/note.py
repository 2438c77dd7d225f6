"""What people write about a customer."""

from onestop.models import Model, Text, Timestamp, Ulid, patch_of


class NewNote(Model):
    """Up to 20,000 characters of plain text."""

    text: Text
    pinned: bool = False


NotePatch = patch_of("NotePatch", NewNote)


class Note(NewNote):
    """What is shown; `author` is `member/<id>` or `client/<id>`."""

    id: Ulid
    customer: Ulid
    author: str
    created_at: Timestamp
    updated_at: Timestamp
    version: int

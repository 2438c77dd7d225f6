"""Saved views: conditions under which tickets are looked at."""

from onestop.pynamo import JSONAttribute, UnicodeAttribute
from tickets.table.base import ByCreation, Row
from tickets.table.shelves import Shared


class View(Row, Shared, discriminator="view"):
    """A condition with a name, `columns` that are worth showing, and the order of what is found."""

    PUBLIC = (
        "id", "name", "scope", "team", "condition", "sort", "columns", "author", "created_at", "updated_at", "version",
    )  # fmt: skip

    by_creation = ByCreation()
    condition = JSONAttribute()
    sort = UnicodeAttribute()
    columns = JSONAttribute(default=list)

    def subject(self) -> str:
        return f"views/{self.id}"

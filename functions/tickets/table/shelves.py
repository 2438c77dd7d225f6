"""What agents have at hand: macros and saved replies, each for one, for a team or for everybody."""

from onestop import tables
from onestop.pynamo import JSONAttribute, UnicodeAttribute
from onestop.tables import key
from tickets.table.base import ByCreation, Row


class Shared(tables.Row):
    """What both have: `scope` says for whom it is there, `listed` is the place where those find it."""

    listed = UnicodeAttribute(null=True)
    id = UnicodeAttribute()
    name = UnicodeAttribute()
    scope = UnicodeAttribute()
    team = UnicodeAttribute(null=True)
    author = UnicodeAttribute()
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")


class Macro(Row, Shared, discriminator="macro"):
    """Several actions in one click."""

    PUBLIC = ("id", "name", "description", "scope", "team", "actions", "author", "created_at", "updated_at", "version")

    by_creation = ByCreation()
    description = UnicodeAttribute(null=True)
    actions = JSONAttribute(default=list)

    def subject(self) -> str:
        return f"macros/{self.id}"


class SavedReply(Row, Shared, discriminator="saved-reply"):
    """A text with variables, in one or several languages."""

    PUBLIC = ("id", "name", "shortcut", "scope", "team", "bodies", "author", "created_at", "updated_at", "version")

    by_creation = ByCreation()
    shortcut = UnicodeAttribute(null=True)
    bodies = JSONAttribute(default=dict)

    def subject(self) -> str:
        return f"saved-replies/{self.id}"


def shelf_pk(tenant: str, shelf: str, record_id: str) -> str:
    """The partition of a macro (of the shelf `macros`) or a saved reply (`saved-replies`)."""
    return key(tenant, shelf, record_id)

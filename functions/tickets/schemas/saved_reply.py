"""Saved replies: texts with variables."""

from typing import Annotated

from pydantic import Field, StringConstraints

from onestop.http import Query
from onestop.models import Language, Model, Name, Timestamp, Ulid, patch_of
from tickets.schemas.actions import TextWithVariables
from tickets.schemas.macro import Shared

Shortcut = Annotated[str, StringConstraints(pattern=r"^[\w-]{1,50}$")]


class NewSavedReply(Shared):
    """A text in one or several languages (`{"en": ..., "zh-CN": ...}`); `shortcut` is what an agent types for it."""

    name: Name
    shortcut: Shortcut | None = None
    bodies: Annotated[dict[Language, TextWithVariables], Field(min_length=1, max_length=20)]


SavedReplyPatch = patch_of(
    "SavedReplyPatch", NewSavedReply, bodies=Annotated[dict[Language, TextWithVariables | None], Field(max_length=20)]
)


class SavedReply(Shared):
    """What is shown."""

    id: Ulid
    name: str
    shortcut: str | None
    bodies: dict[str, str]
    author: str
    created_at: Timestamp
    updated_at: Timestamp
    version: int


class RenderingQuery(Query):
    """For which ticket; in its language, or in another one."""

    ticket: Ulid
    language: Language | None = None


class Rendering(Model):
    """The text for a ticket, the language it is in, and the variables that had no value."""

    body: str
    language: str
    missing: list[str]

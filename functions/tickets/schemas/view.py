"""Saved views: which tickets somebody looks at again and again."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from onestop.models import Model, Name, Short, Timestamp, Ulid, patch_of
from tickets.schemas.condition import TicketCondition
from tickets.schemas.macro import Shared

Sort = Literal["createdAt", "-createdAt"]
Columns = Annotated[list[Short], Field(max_length=30)]


class ViewAsked(Model):
    """What is looked for; `self` as a value stands for the member who looks."""

    condition: TicketCondition
    sort: Sort = "-createdAt"


class NewView(ViewAsked, Shared):
    """A view with a name, for oneself, for a team or for everybody. `columns` are the fields worth showing."""

    name: Name
    columns: Columns = []


ViewPatch = patch_of("ViewPatch", NewView)


class View(Shared):
    """What is shown."""

    id: Ulid
    name: str
    condition: dict[str, JsonValue]
    sort: Sort
    columns: list[str]
    author: str
    created_at: Timestamp
    updated_at: Timestamp
    version: int

"""What comes in and what goes out."""

from typing import Annotated, Self

from pydantic import Field, JsonValue, model_validator

from onestop.http import ListQuery
from onestop.models import Model, Timestamp, Ulid

FieldName = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9]{0,49}$")]


class TimeQuery(ListQuery):
    """Entries from `since` until just before `until`."""

    since: Timestamp | None = None
    until: Timestamp | None = None


class AuditQuery(TimeQuery):
    """One way to look: at a `record` (`customers/01J..`), an `actor` (`member/01J..`), a `correlation`, or the time.

    `type` narrows the page that was read.
    """

    record: Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z-]{0,49}/.{1,200}$")] | None = None
    actor: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    correlation: Annotated[str, Field(min_length=1, max_length=128)] | None = None
    type: Annotated[str, Field(pattern=r"^[A-Z][A-Za-z]{0,99}$")] | None = None

    @model_validator(mode="after")
    def _served(self) -> Self:
        ways = [name for name in ("record", "actor", "correlation") if getattr(self, name) is not None]
        if len(ways) > 1:
            raise ValueError(f"no index serves {' and '.join(ways)} together: choose one of them")
        if (self.since or self.until) and ways not in ([], ["actor"]):
            raise ValueError(f"entries by {ways[0]} are not sorted by time: leave out since and until")
        return self


class HistoryQuery(ListQuery):
    """`field` shows only the changes of one field."""

    field: FieldName | None = None


class Change(Model):
    """A field before and after."""

    before: JsonValue
    after: JsonValue


class Entry(Model):
    """An event as the log holds it. `payload` is the version of its data; `record` is null where changes say it all."""

    id: Ulid
    source: str
    type: str
    payload: int
    time: Timestamp
    actor: str
    address: str | None
    correlation: str
    causation: str | None
    subject: str
    sequence: int
    customers: list[str]
    changes: dict[str, Change]
    record: dict[str, JsonValue] | None


class Version(Model):
    """How a record came to its version `sequence`: what happened, when, by whom, and which fields it changed."""

    id: Ulid
    sequence: int
    what: str
    at: Timestamp
    actor: str
    correlation: str
    changes: dict[str, Change]

"""When agents are to be there."""

from datetime import datetime, timedelta
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from onestop.http import ListQuery
from onestop.models import Model, Timestamp, TimeZone, Ulid, patch_of
from workforce.domain.duty import Kind
from workforce.domain.shifts import WEEKDAYS, Weekday
from workforce.schemas.fields import Day, TimeOfDay

LONGEST_ONCE = timedelta(days=7)


def _in_order(values: list[Weekday]) -> list[Weekday]:
    return sorted(set(values), key=WEEKDAYS.index)


class Hours(Model):
    """The same hours on some days of the week; an end that is not after the beginning is on the next day."""

    days: Annotated[list[Weekday], Field(min_length=1, max_length=7), AfterValidator(_in_order)]
    from_: Annotated[TimeOfDay, Field(alias="from")]
    until: TimeOfDay


class ShiftTimes(Model):
    """What of a shift may change: hours of each `weekly` day from `first` to `last`, or once from `start` to `end`.

    Hours are those on the clocks of `zone`.
    """

    kind: Literal["work", "break"] = "work"
    zone: TimeZone = "UTC"
    weekly: Annotated[list[Hours] | None, Field(min_length=1, max_length=50)] = None
    first: Day | None = None
    last: Day | None = None
    start: Timestamp | None = None
    end: Timestamp | None = None

    @model_validator(mode="after")
    def _weekly_or_once(self) -> Self:
        if (self.weekly is None) == (self.start is None) or (self.start is None) != (self.end is None):
            raise ValueError("a shift has either weekly hours or a start and an end")
        if self.start and self.end:
            _must_be_once(self.start, self.end)
        if self.first and self.last and self.last < self.first:
            raise ValueError("the last day is before the first")
        return self


def _must_be_once(start: str, end: str) -> None:
    if not start < end:
        raise ValueError("the end is not after the start")
    if datetime.fromisoformat(end) - datetime.fromisoformat(start) > LONGEST_ONCE:
        raise ValueError("a shift that takes place once is over within seven days")


class NewShift(ShiftTimes):
    """For an agent, or for everybody of a team."""

    agent: Ulid | None = None
    team: Ulid | None = None

    @model_validator(mode="after")
    def _for_somebody(self) -> Self:
        if (self.agent is None) == (self.team is None):
            raise ValueError("a shift is for an agent or for a team")
        return self


ShiftPatch = patch_of("ShiftPatch", ShiftTimes)


class Shift(NewShift):
    """What is shown."""

    id: Ulid
    created_at: Timestamp
    updated_at: Timestamp
    version: int


class ShiftQuery(ListQuery):
    """Those of an agent or of a team."""

    agent: Ulid | None = None
    team: Ulid | None = None

    @model_validator(mode="after")
    def _of_somebody(self) -> Self:
        if (self.agent is None) == (self.team is None):
            raise ValueError("name an agent or a team")
        return self


class Stretch(Model):
    """A stretch of time in which an agent is to do the same; `shift` is the one that it comes from."""

    kind: Kind
    shift: Ulid | None
    since: Timestamp
    until: Timestamp


class StretchQuery(ListQuery):
    """Which part of the plan: 31 days at most, seven of them without `until`."""

    since: Timestamp | None = None
    until: Timestamp | None = None


class Duty(Model):
    """What the plan has an agent do: since when, until when, and when the plan says something new (`next`).

    `until` is the end of all that is worked in one go, pauses included; null for who is not to be there. Neither is
    told further ahead than eight days.
    """

    agent: Ulid
    kind: Kind
    shift: Ulid | None
    since: Timestamp
    until: Timestamp | None
    next: Timestamp | None
    version: int

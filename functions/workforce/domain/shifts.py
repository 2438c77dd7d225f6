"""When shifts take place: once, or by the clocks of a zone, which are put forward and back.

A time of day is read as RFC 5545, section 3.3.5, reads it: one that the clocks show twice is the first of the two, one
that they skip is taken by the offset from before they were put forward. Hours that are skipped as a whole do not take
place.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` up to `end`, in UTC; `of` is the id of what it belongs to."""

    start: datetime
    end: datetime
    of: str | None = None

    def overlaps(self, low: datetime, high: datetime) -> bool:
        return self.start < high and self.end > low

    def holds(self, moment: datetime) -> bool:
        return self.start <= moment < self.end


def spans(shift: Mapping[str, Any], low: datetime, high: datetime) -> Iterator[Span]:
    """The times of a shift, given as it is shown, that overlap those from `low` up to `high`."""
    times = _once(shift) if shift["weekly"] is None else _weekly(shift, low, high)
    yield from (each for each in times if each.start < each.end and each.overlaps(low, high))


def _once(shift: Mapping[str, Any]) -> Iterator[Span]:
    yield Span(datetime.fromisoformat(shift["start"]), datetime.fromisoformat(shift["end"]), shift["id"])


def _weekly(shift: Mapping[str, Any], low: datetime, high: datetime) -> Iterator[Span]:
    zone = ZoneInfo(shift["zone"])
    day = max(low.astimezone(zone).date() - DAY, date.fromisoformat(shift["first"] or "0001-01-02"))
    last = min(high.astimezone(zone).date(), date.fromisoformat(shift["last"] or "9999-12-30"))
    while day <= last:
        for hours in shift["weekly"]:
            if WEEKDAYS[day.weekday()] in hours["days"]:
                until = day if hours["until"] > hours["from"] else day + DAY
                yield Span(_moment(day, hours["from"], zone), _moment(until, hours["until"], zone), shift["id"])
        day += DAY


def _moment(day: date, text: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.fromisoformat(text), zone).astimezone(UTC)

"""Business hours: when somebody is there to answer, in the time of the place where he is.

It is open at a moment if the clock on the wall there shows an open time. So nothing else has to be said about clocks
that are changed: an hour that is skipped was never open, and one that comes twice is open twice.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from onestop.errors import Invalid

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = timedelta(days=1)
FARTHEST = 5 * 366  # days that are looked ahead
NOTHING = timedelta()


class Hours(NamedTuple):
    """Open from `start` until before `end`, in minutes since midnight; 1440 is the end of the day."""

    start: int
    end: int


Day = tuple[Hours, ...]
ALL_DAY: Day = (Hours(0, 1440),)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A week that is repeated, Monday first, and the dates that are otherwise.

    `dates` are single days, `yearly` days of each year by (month, day); a date goes before a day of the year. Their
    hours stand instead of the weekday's: none on a holiday, fewer before one, some on a Saturday that is worked.
    """

    zone: ZoneInfo
    week: tuple[Day, ...]
    dates: Mapping[date, Day] = field(default_factory=dict)
    yearly: Mapping[tuple[int, int], Day] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for day in (*self.week, *self.dates.values(), *self.yearly.values()):
            _must_follow(day)
        if not any(self.week):
            raise Invalid("A calendar has some open time in its week.")

    def hours(self, day: date) -> Day:
        """When it is open on a date."""
        found = self.dates.get(day)
        if found is None:
            found = self.yearly.get((day.month, day.day))
        return self.week[day.weekday()] if found is None else found


class Span(NamedTuple):
    """Open from `start` until before `end`, in UTC."""

    start: datetime
    end: datetime


def add(calendar: Calendar, start: datetime, time: timedelta) -> datetime:
    """The first moment from `start` on at which it has been open for `time` since; in UTC.

    Raises `Invalid` where that does not come within five years.
    """
    left, start = time, start.astimezone(UTC)
    if left <= NOTHING:
        return start
    if calendar is ALWAYS:
        return start + time
    for span in spans(calendar, start, start + FARTHEST * DAY):
        if left <= span.end - span.start:
            return span.start + left
        left -= span.end - span.start
    raise Invalid("So much open time does not come within five years.")


def between(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """For how long it is open from `start` until `end`; none where that is earlier."""
    if calendar is ALWAYS:
        return max(end - start, NOTHING)
    return sum((span.end - span.start for span in spans(calendar, start, end)), NOTHING)


def spans(calendar: Calendar, start: datetime, end: datetime) -> Iterator[Span]:
    """When it is open from `start` until `end`, in the order of time; two that touch are not joined."""
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    for piece, offset in _pieces(calendar.zone, start, end):
        shown = Span(piece.start + offset, piece.end + offset)  # what the wall shows, as if it were UTC
        for opened in _open_on(calendar, shown):
            yield Span(opened.start - offset, opened.end - offset)


def _pieces(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[tuple[Span, timedelta]]:
    """The days from `start` until `end`, cut where the clock is changed, each with its offset from UTC."""
    while start < end:
        until = min(start + DAY, end)
        offset = _offset(zone, start)
        if _offset(zone, until) != offset:
            until = _changed(zone, start, until)
        yield Span(start, until), offset
        start = until


def _changed(zone: ZoneInfo, start: datetime, end: datetime) -> datetime:
    """The first second with another offset than at `start`; clocks are changed at full seconds, once a day at most."""
    first = start.replace(microsecond=0)
    seconds = range(int((end - first).total_seconds()) + 1)
    changed = bisect_left(seconds, True, key=lambda second: _differs(zone, first, second))
    return min(first + timedelta(seconds=changed), end)


def _differs(zone: ZoneInfo, start: datetime, seconds: int) -> bool:
    return _offset(zone, start) != _offset(zone, start + timedelta(seconds=seconds))


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or NOTHING


def _open_on(calendar: Calendar, shown: Span) -> Iterator[Span]:
    """The open parts of a span of the wall's time."""
    midnight = shown.start.replace(hour=0, minute=0, second=0, microsecond=0)
    while midnight < shown.end:
        for hours in calendar.hours(midnight.date()):
            start = max(midnight + timedelta(minutes=hours.start), shown.start)
            end = min(midnight + timedelta(minutes=hours.end), shown.end)
            if start < end:
                yield Span(start, end)
        midnight += DAY


def _must_follow(day: Sequence[Hours]) -> None:
    """Raise `Invalid` unless hours lie within a day, one after the other."""
    before = 0
    for hours in day:
        if not before <= hours.start < hours.end <= 1440:
            raise Invalid("The hours of a day lie within it, follow each other and do not overlap.")
        before = hours.end


ALWAYS = Calendar(ZoneInfo("UTC"), (ALL_DAY,) * 7)  # around the clock, wherever that is

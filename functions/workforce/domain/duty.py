"""What a plan has somebody do: shifts, the pauses in them, and leave, which comes before both."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise, takewhile
from typing import Any, Literal

from workforce.domain.shifts import Span, spans

Kind = Literal["off", "work", "break", "leave"]
ON_DUTY = frozenset({"work", "break"})
BACK, AHEAD = timedelta(days=8), timedelta(days=8)  # a shift that takes place once is over within seven
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The same from `since` up to `until`; `shift` is where it comes from, None for whatever is off."""

    kind: Kind
    shift: str | None
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Duty:
    """What holds at a moment. `until` is the end of all that is worked in one go, `next` when something else holds.

    Both are None where that is further ahead than was looked; `look` is when to look again, None without a plan.
    """

    kind: Kind
    shift: str | None
    since: datetime
    until: datetime | None
    next: datetime | None
    look: datetime | None


def stretches(shifts: Rows, leaves: Rows, low: datetime, high: datetime) -> list[Stretch]:
    """What is planned from `low` up to `high`, without gaps; shifts and leaves are given as they are shown."""
    found: list[Stretch] = []
    for each in _elementary(shifts, leaves, low, high):
        if found and found[-1].kind == each.kind:
            found[-1] = replace(found[-1], until=each.until)
        else:
            found.append(each)
    return found


def at(shifts: Rows, leaves: Rows, now: datetime) -> Duty:
    """What holds `now`; how long something has been so is told up to eight days back."""
    planned = stretches(shifts, leaves, now - BACK, now + AHEAD)
    number = next(number for number, each in enumerate(planned) if each.until > now)
    current, beyond = planned[number], now + AHEAD
    until = _end_of_work(planned[number:])
    look = current.until if shifts or leaves else None
    known = [None if end == beyond else end for end in (until, current.until)]
    return Duty(current.kind, current.shift, current.since, *known, look)


def _end_of_work(planned: list[Stretch]) -> datetime | None:
    """When all is over that is worked in one go from the first stretch on; None for who does not work in it."""
    working = list(takewhile(lambda each: each.kind in ON_DUTY, planned))
    return working[-1].until if working else None


def _elementary(shifts: Rows, leaves: Rows, low: datetime, high: datetime) -> Iterator[Stretch]:
    """Cut wherever anything begins or ends."""
    times: dict[str, list[Span]] = {"work": [], "break": [], "leave": [_leave(each) for each in leaves]}
    for shift in shifts:
        times[shift["kind"]] += spans(shift, low, high)
    ends = {moment for each in times.values() for span in each for moment in (span.start, span.end)}
    for since, until in pairwise(sorted({low, high, *(moment for moment in ends if low < moment < high)})):
        kind, shift_id = _decided(times, since)
        yield Stretch(kind, shift_id, since, until)


def _leave(leave: Mapping[str, Any]) -> Span:
    return Span(datetime.fromisoformat(leave["start"]), datetime.fromisoformat(leave["end"]))


def _decided(times: Mapping[str, list[Span]], moment: datetime) -> tuple[Kind, str | None]:
    work, pause, leave = (
        next((span for span in times[kind] if span.holds(moment)), None) for kind in ("work", "break", "leave")
    )
    if leave:
        return "leave", None
    if work and pause:
        return "break", pause.of
    return ("work", work.of) if work else ("off", None)

"""When the clocks of a ticket stand: while it waits for somebody else, or is solved.

Moments are RFC 3339 texts of fixed width, whose order as texts is their order in time.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from tickets.domain import calendar
from tickets.domain.calendar import NOTHING, Calendar

WAITING = frozenset({"pending", "hold", "solved", "closed"})
OVER = frozenset({"solved", "closed"})
MOST = 100  # waits of a ticket; one that goes to and fro more often waits no more


class Wait(NamedTuple):
    """That a ticket was in a category of status from `start` until before `end`, or is in it still."""

    category: str
    start: str
    end: str | None


class Piece(NamedTuple):
    """That a clock ran from `start` until `end`, or runs still."""

    start: str
    end: str | None


def waits(before: Sequence[Wait], category: str, at: str) -> list[Wait]:
    """The waits of a ticket that is in a category at a moment, given those that it had."""
    known = [Wait(*each) for each in before]
    if known and known[-1].end is None:
        if known[-1].category == category:
            return known
        known[-1] = known[-1]._replace(end=at)
    if category in WAITING and len(known) < MOST:
        known.append(Wait(category, at, None))
    return known


def pieces(start: str, waited: Sequence[Wait], stops: Collection[str]) -> list[Piece]:
    """When a clock that begins at `start` runs, where it stands in the categories `stops`."""
    found: list[Piece] = []
    for wait in waited:
        if wait.category not in stops or (wait.end is not None and wait.end <= start):
            continue
        if wait.start > start:
            found.append(Piece(start, wait.start))
        if wait.end is None:
            return found
        start = wait.end
    return [*found, Piece(start, None)]


def stands(run: Sequence[Piece]) -> bool:
    return not run or run[-1].end is not None


def used(hours: Calendar, run: Sequence[Piece]) -> timedelta:
    """The open time in pieces that are over."""
    ended = (piece for piece in run if piece.end is not None)
    return sum((calendar.between(hours, _moment(one.start), _moment(str(one.end))) for one in ended), NOTHING)


def reached(hours: Calendar, run: Sequence[Piece], time: timedelta) -> datetime | None:
    """When a clock has run for `time` of open time; None where it stands before that, or it is too far away."""
    for piece in run:
        start = _moment(piece.start)
        if piece.end is None:
            return calendar.add(hours, start, time)
        passed = calendar.between(hours, start, _moment(piece.end))
        if time <= passed:
            return calendar.add(hours, start, time)
        time -= passed
    return None


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)

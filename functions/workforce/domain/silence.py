"""What the silence of a console means: first its agent is away, then offline."""

from dataclasses import dataclass
from datetime import datetime, timedelta

TICK = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a console may be silent before its agent is away, and offline."""

    away: timedelta
    offline: timedelta


@dataclass(frozen=True, slots=True)
class Standing:
    """A status, since when it holds, and when the console was heard of last (None: never)."""

    status: str
    since: datetime
    seen: datetime | None


@dataclass(frozen=True, slots=True)
class Lapse:
    """That somebody is `status` since a moment, for being silent."""

    status: str
    at: datetime


def lapse(now_is: Standing, limits: Limits | None, now: datetime) -> Lapse | None:
    """What silence has made of somebody by `now`, one step at a time; None where nothing.

    The moment is that at which it came true, whenever somebody looks: intervals do not depend on who looked when.
    """
    look = next_look(now_is, limits)
    if look is None or now < look:
        return None
    return Lapse("offline" if now_is.status == "away" else "away", after(now_is.since, look))


def next_look(now_is: Standing, limits: Limits | None) -> datetime | None:
    """When silence would mean something; None where it never does."""
    if now_is.status == "offline" or limits is None or now_is.seen is None:
        return None
    return now_is.seen + (limits.offline if now_is.status == "away" else limits.away)


def after(since: datetime, moment: datetime) -> datetime:
    """`moment`, or the first one in which something that began at `since` can be over."""
    return max(moment, since + TICK)


def beats(seen: datetime | None, limits: Limits | None, now: datetime) -> bool:
    """Whether a sign of life is worth writing down: of those that come sooner after another, none is."""
    return limits is not None and (seen is None or now - seen >= limits.away / 4)

"""An agent's time: states and work in hand, put together again from the days into which they were cut."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from floor.domain.intervals import Interval, joined, within
from floor.domain.moments import rfc3339, seconds
from floor.domain.occupancy import shares

WORK = "work"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of time in the status `what` for the reason `about`; or of `work` on the ticket `about`."""

    start: int
    end: int
    what: str
    about: str | None


def told(parts: Iterable[Part], low: int, high: int) -> dict[str, Any]:
    """What lies between two moments, each stretch whole, and what it comes to."""
    known = list(parts)
    states = _joined([each for each in known if each.what != WORK], low, high)
    work = _joined([each for each in known if each.what == WORK], low, high)
    time = shares([(each.start, each.end, each.what) for each in states], [(e.start, e.end) for e in work], low, high)
    spent: dict[str, int] = {}
    for each in states:
        spent[each.what] = spent.get(each.what, 0) + each.end - each.start
    return {
        "since": rfc3339(low),
        "until": rfc3339(high),
        "states": [{"status": each.what, "reason": each.about, **_bounds(each)} for each in states],
        "work": [{"ticket": each.about, **_bounds(each)} for each in work],
        "seconds": {status: seconds(total) for status, total in sorted(spent.items())},
        "handlingSeconds": seconds(time.handling),
        "availableSeconds": seconds(time.idle),
        "occupancy": time.occupancy,
    }


def _joined(parts: list[Part], low: int, high: int) -> list[Part]:
    """In the order of time; parts that touch and say the same are one."""
    alike: dict[tuple[str, str | None], list[Interval]] = {}
    for each in parts:
        alike.setdefault((each.what, each.about), []).append((each.start, each.end))
    whole = [Part(*each, *key) for key, times in alike.items() for each in within(joined(times), low, high)]
    return sorted(whole, key=lambda each: (each.start, each.end, each.what, each.about or ""))


def _bounds(part: Part) -> dict[str, Any]:
    return {"since": rfc3339(part.start), "until": rfc3339(part.end), "seconds": seconds(part.end - part.start)}

"""When work that waits has to be looked at again although nothing happens. Seconds since 1970 (UTC)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from routing.domain.policy import Policy
from routing.domain.work import Waiting

NET = 300.0  # seconds after which everything that waits is looked at once more, whatever was forgotten


def seconds(text: str | None) -> float | None:
    """Seconds since 1970 of an RFC 3339 moment."""
    return datetime.fromisoformat(text).timestamp() if text else None


def next_look(
    work: Waiting, policy: Policy, overflow: Mapping[str, Any] | None, delays: Iterable[float], now: float
) -> float:
    """The first moment after `now` at which something about this item may be decided otherwise.

    `delays` are those of the profiles that serve its queue.
    """
    of_place = [work.place + each for each in after(policy, overflow, delays)]
    of_others = [when + policy.again for when in work.tried.values()]
    return min(each for each in (*of_place, *of_others, now + NET) if each > now)


def after(policy: Policy, overflow: Mapping[str, Any] | None, delays: Iterable[float]) -> Iterator[float]:
    """After how many seconds of waiting something changes."""
    yield from (each.after for each in policy.relax)
    yield from (delay for delay in delays if delay)
    if policy.language_after is not None:
        yield policy.language_after
    if policy.last_agent:
        yield policy.last_agent
    if overflow is not None:
        yield float(overflow["after"])

"""Stretches of time, each a pair of milliseconds [from, to). Joining them is the same in any order and any number."""

from collections.abc import Iterable, Iterator

from floor.domain.moments import DAY

Interval = tuple[int, int]


def joined(intervals: Iterable[Interval]) -> list[Interval]:
    """The same time without overlaps, in its order; what touches becomes one."""
    result: list[Interval] = []
    for start, end in sorted(each for each in intervals if each[0] < each[1]):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def within(intervals: Iterable[Interval], low: int, high: int) -> list[Interval]:
    """What of them lies between two moments."""
    cut = ((max(start, low), min(end, high)) for start, end in intervals)
    return [each for each in cut if each[0] < each[1]]


def common(some: Iterable[Interval], others: Iterable[Interval]) -> list[Interval]:
    """The time that is in both."""
    second = joined(others)
    return [part for start, end in joined(some) for part in within(second, start, end)]


def length(intervals: Iterable[Interval]) -> int:
    """How long they take together; what overlaps counts once."""
    return sum(end - start for start, end in joined(intervals))


def by_day(interval: Interval, most: int) -> Iterator[Interval]:
    """The parts of an interval that lie in one day (UTC) each; the last `most` days of it."""
    start, end = interval
    start = max(start, (end // DAY - most + 1) * DAY)
    while start < end:
        midnight = (start // DAY + 1) * DAY
        yield start, min(end, midnight)
        start = midnight

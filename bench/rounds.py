"""Fair comparisons on a machine that is never quiet: contestants take turns, and the ratio within a turn counts.

Whatever else the machine does meets all contestants of a round alike; the median over the rounds forgets the rest.
"""

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median, quantiles

Times = dict[str, list[float]]


@dataclass(frozen=True)
class Spread:
    """The middle of some values, and where the middle 80 % of them lie."""

    median: float
    low: float
    high: float


def interleaved(
    contestants: Mapping[str, Callable[[], object]],
    rounds: int,
    calls: int = 1,
    clock: Callable[[], float] = time.process_time,
) -> Times:
    """Seconds of one call of each contestant in each round.

    A round is `calls` calls of each, and each round begins with another one. `clock` is the CPU time of this process;
    `time.perf_counter` measures what somebody waits instead. The first round warms up and is not in the answer.
    """
    names = list(contestants)
    times: Times = {name: [] for name in names}
    for turn in range(rounds + 1):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            times[name].append(_timed(contestants[name], calls, clock))
    return {name: found[1:] for name, found in times.items()}


def spread(values: list[float]) -> Spread:
    """Median, and the first and last decile (the extremes, where there are fewer than ten values)."""
    if len(values) < 10:
        return Spread(median(values), min(values), max(values))
    tenths = quantiles(values, n=10)
    return Spread(median(values), tenths[0], tenths[-1])


def ratio(times: Times, ours: str, bare: str) -> Spread:
    """How much of `bare` the contestant `ours` takes, round by round."""
    return spread([mine / other for mine, other in zip(times[ours], times[bare], strict=True)])


def _timed(call: Callable[[], object], calls: int, clock: Callable[[], float]) -> float:
    gc.collect()  # one contestant's garbage is not swept in another's time
    started = clock()
    for _ in range(calls):
        call()
    return (clock() - started) / calls

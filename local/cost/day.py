"""The busiest day, minute by minute: what arrives, what is at work, what waits.

Arrivals follow one smooth hump, rate(t) = mean · peak · |cos(π(t - noon)/day)|ᵏ, with k such that the sum is right.
Requests are served when they come. Events are worked off by whatever concurrency the requests leave; the rest waits
in the queues, and is there the next minute.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import cos, pi, sqrt

MINUTES = 24 * 60
SPREAD_P99 = 2.33  # standard deviations above the mean of a normal distribution that 1 % exceeds


def arrivals(total: float, peak: float, minutes: int = MINUTES) -> list[float]:
    """How many arrive in each minute: `total` in all, and in the busiest `peak` times the mean.

    `peak` is at least 1 (evenly spread) and less than about half of `minutes`.
    """
    shape = _hump(_steepness(peak, minutes), minutes)
    return [total * each / sum(shape) for each in shape]


def _hump(steepness: float, minutes: int) -> list[float]:
    middle = minutes // 2
    return [abs(cos(pi * (minute - middle) / minutes)) ** steepness for minute in range(minutes)]


def _steepness(peak: float, minutes: int) -> float:
    """The exponent with which the highest minute is `peak` times the mean; found by halving, as it only grows."""

    def reached(steepness: float) -> float:
        shape = _hump(steepness, minutes)
        return max(shape) * minutes / sum(shape)

    return _root(lambda steepness: reached(steepness) - peak, 0.0, float(minutes) ** 2)


def _root(function: Callable[[float], float], low: float, high: float) -> float:
    """Where a growing function becomes positive."""
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (low, middle) if function(middle) > 0 else (middle, high)
    return low


def concurrency(rate: float, milliseconds: float) -> float:
    """How many are at work at once on average, at `rate` a second (Little's law)."""
    return rate * milliseconds / 1000


def headroom(mean: float) -> float:
    """How many there are in 99 of 100 moments at most, if arrivals are independent (Poisson, close to normal)."""
    return mean + SPREAD_P99 * sqrt(mean)


@dataclass(frozen=True, slots=True)
class Queue:
    """What became of the messages of a day: how many waited at the end of each minute, and how many were served."""

    depth: list[float]
    served: list[float]

    @property
    def deepest(self) -> float:
        return max(self.depth, default=0.0)

    def longest_wait(self) -> float:
        """Minutes that the unluckiest message waited: until as many were served as had come before it."""
        come = [sum(pair) for pair in zip(_running(self.served), self.depth, strict=True)]
        done, waits, minute = _running(self.served), [0], 0
        for now, number in enumerate(come):
            while minute < len(done) - 1 and done[minute] < number - 1e-6 * number:
                minute += 1
            waits.append(minute - now)
        return max(waits)


def queued(arriving: Sequence[float], capacity: Sequence[float]) -> Queue:
    """Work a queue off: each minute at most its capacity, and after the last one as much as in it, until it is empty.

    Raises `ValueError` where what is left would never be done.
    """
    depth, served, waiting, minute = [], [], 0.0, 0
    while minute < len(arriving) or waiting > 0:
        room = capacity[min(minute, len(capacity) - 1)]
        if minute >= len(arriving) and room <= 0:
            raise ValueError("nothing is left that could work off what waits")
        waiting += arriving[minute] if minute < len(arriving) else 0.0
        done = min(waiting, room)
        waiting -= done
        depth.append(waiting)
        served.append(done)
        minute += 1
    return Queue(depth, served)


def _running(values: Sequence[float]) -> list[float]:
    sums, total = [], 0.0
    for value in values:
        total += value
        sums.append(total)
    return sums

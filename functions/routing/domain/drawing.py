"""Chance for simulations, drawn beforehand from a seed: the same seed draws the same everywhere."""

from collections.abc import Iterator
from math import exp, log, sqrt
from random import Random

SPREAD = 0.8  # standard deviation over mean of handling times, where nobody says otherwise


def seeded(*seed: object) -> Random:
    """Chance that is the same for the same seed."""
    return Random("/".join(map(str, seed)))  # noqa: S311  to be repeated, not to be secret


def moments(chance: Random, rate: float, start: float, end: float) -> Iterator[float]:
    """When items arrive from `start` until `end`: a Poisson process with `rate` items a second."""
    now = start + chance.expovariate(rate)
    while now < end:
        yield now
        now += chance.expovariate(rate)


def exponential(chance: Random, mean: float) -> float:
    """Seconds of handling with no memory: what Erlang's formulas assume."""
    return chance.expovariate(1.0 / mean)


def lognormal(chance: Random, mean: float, spread: float = SPREAD) -> float:
    """Seconds of handling as desks measure them: many short ones, few long ones.

    Log-normal with this mean and `spread`, its standard deviation over its mean (L. Brown and others, "Statistical
    analysis of a telephone call center: a queueing-science perspective", 2005).
    """
    variance = log(1.0 + spread * spread)
    return exp(chance.gauss(log(mean) - variance / 2.0, sqrt(variance)))

"""Amounts times prices."""

from collections.abc import Iterator
from dataclasses import dataclass

from local.cost.prices import Prices
from local.cost.usage import Usage


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a bill: what, how much of it, and what that costs in US dollars."""

    what: str
    amount: float
    dollars: float


def lines(usage: Usage, prices: Prices) -> list[Line]:
    """The bill of a usage, the dearest first."""
    found = [Line(what, amount, prices.of(what, amount)) for what, amount in usage.amounts().items()]
    return sorted(found, key=lambda line: -line.dollars)


def dollars(found: list[Line]) -> float:
    """The sum of a bill."""
    return sum(line.dollars for line in found)


def fixed(counts: dict[str, float], prices: Prices) -> list[Line]:
    """The bill of what is there, whether it is used or not; `counts` by the names that prices.toml has."""
    return list(_priced(counts, prices))


def _priced(counts: dict[str, float], prices: Prices) -> Iterator[Line]:
    for what, amount in counts.items():
        yield Line(what, amount, prices.of(what, amount))

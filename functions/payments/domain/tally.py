"""Counting what was compared, and adding it up by currency, side and operation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

COUNTED = ("here", "there", "agreed", "differences")


class Line(NamedTuple):
    """An amount in minor units that one side says was moved by an operation."""

    operation: str
    amount: int
    currency: str


@dataclass
class Tally:
    """`sums` is currency -> side -> operation -> minor units."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTED, 0))
    sums: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)

    @classmethod
    def of(cls, counts: Mapping[str, int], sums: Mapping[str, Any]) -> "Tally":
        """One that goes on from where another was kept."""
        copied = {currency: {side: dict(by) for side, by in sides.items()} for currency, sides in sums.items()}
        return cls(dict(counts), copied)

    def add(self, here: Iterable[Line], there: Iterable[Line], differs: bool) -> None:
        """One reference, as both sides have it."""
        for side, lines in (("here", list(here)), ("there", list(there))):
            self.counts[side] += len(lines)
            for line in lines:
                of_currency = self.sums.setdefault(line.currency, {"here": {}, "there": {}})
                of_currency[side][line.operation] = of_currency[side].get(line.operation, 0) + line.amount
        self.counts["differences" if differs else "agreed"] += 1

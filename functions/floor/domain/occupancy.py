"""Occupancy: how much of the time in which agents could handle work they did."""

from collections.abc import Iterable
from dataclasses import dataclass

from floor.domain.intervals import Interval, common, length, within

READY = "available"
ON_DUTY = ("available", "busy")
Stretch = tuple[int, int, str]  # from, to, status


@dataclass(frozen=True, slots=True)
class Shares:
    """Milliseconds in which somebody handled work, and in which somebody was available and had none."""

    handling: int
    idle: int

    @property
    def occupancy(self) -> float | None:
        """Handling time / (handling time + available time); None for one who was neither.

        Contact centres call it occupancy: https://docs.aws.amazon.com/connect/latest/adminguide/metrics-definitions.html
        ("Agent on contact time / (Agent on contact time + Agent idle time)"). Two items at once are one time of
        handling, and an item that lies about in a break is not handled.
        """
        total = self.handling + self.idle
        return round(self.handling / total, 4) if total else None


def shares(stood: Iterable[Stretch], handled: Iterable[Interval], low: int, high: int) -> Shares:
    """Of the time between two moments, given in which status somebody stood and when somebody had work in hand."""
    stretches = list(stood)
    duty = within([(start, end) for start, end, status in stretches if status in ON_DUTY], low, high)
    ready = within([(start, end) for start, end, status in stretches if status == READY], low, high)
    busy = common(duty, handled)
    return Shares(length(busy), length(ready) - length(common(ready, busy)))

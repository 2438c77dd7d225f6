"""What came of a simulated desk, in figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import fmean
from typing import Any

from routing.domain.agents import Ready
from routing.domain.scoring import lacking, speaks
from routing.domain.work import Waiting

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Arrival:
    """An item, how many seconds it will take, within how many it should have an agent, and after how many it leaves.

    None: no target, and it stays for as long as it takes.
    """

    work: Waiting
    handling: float
    target: float | None = None
    patience: float | None = None


@dataclass(frozen=True, slots=True)
class Served:
    """An item that was given to an agent, as he was then, and when."""

    arrival: Arrival
    agent: Ready
    at: float

    @property
    def wait(self) -> float:
        """Seconds in line."""
        return self.at - self.arrival.work.place

    @property
    def matched(self) -> bool:
        """Whether the agent has all that was asked for, before anything was relaxed."""
        work = self.arrival.work
        return not any(lacking(work.needs, self.agent)) and (not work.language or speaks(self.agent, work.language))

    @property
    def in_time(self) -> bool | None:
        """Whether the target was met; None: there was none."""
        return None if self.arrival.target is None else self.wait <= self.arrival.target


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who was served, who left before that, and who still waits because nobody can ever take it."""

    served: Sequence[Served]
    left: Sequence[Arrival]
    waiting: Sequence[Arrival]

    @property
    def end(self) -> float:
        """When the last item that was given to somebody is done."""
        return max((each.at + each.arrival.handling for each in self.served), default=0.0)

    def summary(self) -> dict[str, Any]:
        """`{"items", "served", "abandoned", "unserved", "wait": {"mean", "p50", "p95", "max"}, "skillMatch",
        "withinTarget"}`: waits in seconds over what was served, shares from 0 to 1, None where there is nothing to
        count. Who left or still waits has missed the target."""
        waits = sorted(each.wait for each in self.served)
        lost = [False for each in chain(self.left, self.waiting) if each.target is not None]
        kept = [each.in_time for each in self.served if each.in_time is not None]
        return {
            "items": len(self.served) + len(self.left) + len(self.waiting),
            "served": len(self.served),
            "abandoned": len(self.left),
            "unserved": len(self.waiting),
            "wait": waited(waits),
            "skillMatch": _share([each.matched for each in self.served]),
            "withinTarget": _share([*kept, *lost]),
        }

    def occupancy(self, present: Mapping[str, Sequence[Span]]) -> dict[str, float | None]:
        """The share of each agent's capacity that was in use while he was there, from 0 to 1."""
        used = dict.fromkeys(present, 0.0)
        for each in self.served:
            during = (each.at, each.at + each.arrival.handling)
            seconds = sum(_overlap(during, span) for span in present[each.agent.id])
            used[each.agent.id] += seconds * each.arrival.work.units / each.agent.capacity
        there = {agent: sum(end - start for start, end in spans) for agent, spans in present.items()}
        return {agent: round(used[agent] / there[agent], 4) if there[agent] else None for agent in sorted(present)}


def waited(waits: Sequence[float]) -> dict[str, float | None]:
    """Mean, median, 95th percentile (nearest rank) and longest of sorted waits, in seconds."""
    if not waits:
        return dict.fromkeys(("mean", "p50", "p95", "max"))
    middle, high = waits[(len(waits) - 1) // 2], waits[-(-len(waits) * 95 // 100) - 1]
    return {"mean": round(fmean(waits), 3), "p50": round(middle, 3), "p95": round(high, 3), "max": round(waits[-1], 3)}


def _share(said: Sequence[bool]) -> float | None:
    return round(sum(said) / len(said), 4) if said else None


def _overlap(one: Span, other: Span) -> float:
    return max(0.0, min(one[1], other[1]) - max(one[0], other[0]))

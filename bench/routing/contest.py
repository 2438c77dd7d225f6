"""Policies against each other and against Erlang C, on the same arrivals and the same desk."""

from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import product
from math import sqrt
from os import cpu_count
from statistics import fmean
from typing import Any

from bench.routing import desk
from routing.domain.erlang import Pool
from routing.domain.outcome import Outcome, waited
from routing.domain.policy import Policy
from routing.domain.simulation import Scenario, simulated

Stretches = tuple[tuple[float, float], ...]
EASED = {"relax": [{"after": 15, "by": 5}]}
POLICIES: Mapping[str, dict[str, Any]] = {
    "pooled": {"method": "longestIdle", "skills": {"require": False}, "language": {"require": False}},
    "round robin": {"method": "roundRobin"},
    "least busy": {"method": "leastBusy"},
    "scored": {"method": "scored"},
    "round robin, eased after 15 s": {"method": "roundRobin", "skills": EASED},
    "scored, eased after 15 s": {"method": "scored", "skills": EASED},
}
SURE = 2.57  # standard errors on either side: 95 % by Student's t with six seeds


@dataclass(frozen=True, slots=True)
class Run:
    """One policy on one desk with one draw of arrivals; `from_` is when the desk has warmed up."""

    policy: str
    seed: int
    stretches: Stretches
    from_: float = 0.0


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of a run: seconds of waiting, sorted, and shares of occupancy and of work whose agent knew all."""

    waits: tuple[float, ...]
    occupancy: float
    match: float

    @property
    def mean(self) -> float:
        return fmean(self.waits)


def raced(seeds: Iterable[int], stretches: Stretches, from_: float = 0.0) -> dict[str, list[Seen]]:
    """Every policy on every seed; as many at a time as there are cores."""
    runs = [Run(policy, seed, stretches, from_) for policy, seed in product(POLICIES, seeds)]
    with ProcessPoolExecutor(cpu_count()) as pool:
        found = list(pool.map(_seen, runs))
    return {name: [seen for run, seen in zip(runs, found, strict=True) if run.policy == name] for name in POLICIES}


def told(seen: list[Seen], pooled: list[Seen], pool: Pool | None) -> dict[str, Any]:
    """The figures of a policy over its seeds, and its mean wait as a multiple of the pool's.

    Where the formula says what the pool's mean wait and p95 are, what the pool's simulation missed them by is taken
    off: both saw the same arrivals (control variates with coefficient 1; A. Law and W. Kelton, "Simulation Modeling and
    Analysis").
    """
    extra = [mine.mean - other.mean for mine, other in zip(seen, pooled, strict=True)]
    bound = pool.mean_wait if pool else fmean(each.mean for each in pooled)
    high = [_p95(mine) - _p95(other) for mine, other in zip(seen, pooled, strict=True)]
    high_bound = pool.quantile(0.95) if pool else fmean(map(_p95, pooled))
    error = SURE * sqrt(sum((each - fmean(extra)) ** 2 for each in extra) / (len(extra) - 1) / len(extra))
    return {
        "mean_s": round(bound + fmean(extra), 2),
        "p95_s": round(max(0.0, high_bound + fmean(high)), 1),
        "occupancy": round(fmean(each.occupancy for each in seen), 3),
        "match": round(fmean(each.match for each in seen), 3),
        "ratio": round(1.0 + fmean(extra) / bound, 2),
        "within": round(error / bound, 2),
    }


def _p95(seen: Seen) -> float:
    return waited(seen.waits)["p95"] or 0.0


def _seen(run: Run) -> Seen:
    scenario = Scenario(desk.arrivals(run.seed, run.stretches), desk.agents(run.seed), {"": policy(run.policy)})
    outcome = simulated(scenario)
    return _of(outcome, run.from_, sum(seconds for seconds, _ in run.stretches))


def _of(outcome: Outcome, start: float, end: float) -> Seen:
    counted = [each for each in outcome.served if each.arrival.work.place >= start]
    shares = outcome.occupancy({agent.id: [(start, end)] for agent in desk.agents(0)})
    return Seen(
        waits=tuple(sorted(each.wait for each in counted)),
        occupancy=fmean(share or 0.0 for share in shares.values()),
        match=fmean(each.matched for each in counted),
    )


def policy(name: str) -> Policy:
    """A contestant."""
    return Policy.of(POLICIES[name])

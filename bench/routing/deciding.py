"""What a decision costs in CPU, beside the simplest loop that finds an agent who may have an item."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bench.rounds import interleaved, ratio
from bench.routing import desk
from routing.domain.agents import Ready
from routing.domain.matching import assigned, decide
from routing.domain.policy import Policy
from routing.domain.scoring import speaks
from routing.domain.work import Waiting

ROUNDS, CALLS = 30, 20
CASES = {
    "1 waits, 8 of 50 agents are free": (1, 8),
    "50 wait, 1 of 50 is free": (50, 1),
    "50 wait, 50 are free": (50, 50),
}


def measured() -> dict[str, dict[str, float]]:
    """For each case: CPU µs of `decide` and of the loop, and the ratios of deciding with and without the reasons."""
    return {name: _case(*case) for name, case in CASES.items()}


def first_come(waiting: Sequence[Waiting], agents: Sequence[Ready]) -> list[tuple[str, str]]:
    """The oldest item first, to whoever has been free for longest and knows what it needs: what a bare loop does."""
    free = {agent.id: agent for agent in agents if agent.room > 0}
    given = []
    for work in sorted(waiting, key=lambda work: work.place):
        able = [agent for agent in free.values() if _may(agent, work)]
        if able:
            agent = min(able, key=lambda agent: agent.since)
            given.append((work.id, agent.id))
            del free[agent.id]
    return given


def _may(agent: Ready, work: Waiting) -> bool:
    known = all(agent.skills.get(need.skill, 0) >= need.level for need in work.needs)
    return known and (work.language is None or speaks(agent, work.language))


def _case(items: int, free: int) -> dict[str, float]:
    now, scored = 3600.0, Policy()
    waiting = [
        replace(each.work, place=now - 60 + at) for at, each in enumerate(desk.arrivals(1, [(3600.0, 0.85)])[:items])
    ]
    crew = [replace(agent, load=0 if at % 50 < free else 100) for at, agent in enumerate(desk.agents(1))]
    contestants: dict[str, Callable[[], object]] = {
        "decide": lambda: decide(waiting, crew, scored, now),
        "assigned": lambda: assigned(waiting, crew, scored, now),
        "loop": lambda: first_come(waiting, crew),
    }
    times = interleaved(contestants, ROUNDS, CALLS if items == 1 else 1)
    micros = {f"{name}_us": round(1e6 * sorted(found)[len(found) // 2], 1) for name, found in times.items()}
    return {**micros, **{name: round(ratio(times, name, "loop").median, 1) for name in ("decide", "assigned")}}

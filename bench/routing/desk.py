"""The desk of the bench: fifty agents, eight skills, two languages, and the work that comes to it.

Nobody's desk, but a likely one. Everybody speaks English and half Chinese as well; a fifth of the work is in Chinese.
Each agent knows two to four of eight skills, one of them well. How many know a skill follows the square-root rule of
staffing: in proportion to its load, and to the root of it (S. Halfin and W. Whitt, "Heavy-traffic limits for queues
with many exponential servers", 1981). A fifth of the work is difficult and asks for level 3.

An item takes a whole agent, and its handling time is exponential, as Erlang's formula has it.
"""

from collections.abc import Iterable, Iterator
from math import sqrt
from random import Random

from routing.domain.agents import Ready
from routing.domain.drawing import exponential, moments, seeded
from routing.domain.outcome import Arrival
from routing.domain.work import Need, Waiting

AGENTS, HANDLING, QUEUE = 50, 300.0, "support"
DEMAND = {
    "billing": 0.24, "delivery": 0.20, "returns": 0.16, "technical": 0.12,
    "account": 0.10, "payments": 0.08, "warranty": 0.06, "wholesale": 0.04,
}  # fmt: skip
BILINGUAL, CHINESE, DIFFICULT = 0.5, 0.2, 0.2
KNOWN = (2, 3, 3, 4)  # skills of an agent, in turn


def agents(seed: int) -> list[Ready]:
    """The agents of one draw: who knows what differs from seed to seed, how many know it does not."""
    chance = seeded(seed, "agents")
    both = round(AGENTS * BILINGUAL)
    known = [*_known(chance, both), *_known(chance, AGENTS - both)]
    spoken = [frozenset({"en", "zh"})] * both + [frozenset({"en"})] * (AGENTS - both)
    return [
        Ready(f"agent-{number:02}", skills=skills, languages=languages)
        for number, (skills, languages) in enumerate(zip(known, spoken, strict=True))
    ]


def arrivals(seed: int, stretches: Iterable[tuple[float, float]]) -> list[Arrival]:
    """Poisson arrivals over stretches of `(seconds, occupancy)`, one after the other."""
    chance = seeded(seed, "arrivals")
    return [_arrival(chance, number, at) for number, at in enumerate(_moments(chance, stretches))]


def _moments(chance: Random, stretches: Iterable[tuple[float, float]]) -> Iterator[float]:
    start = 0.0
    for seconds, occupancy in stretches:
        yield from moments(chance, occupancy * AGENTS / HANDLING, start, start + seconds)
        start += seconds


def _arrival(chance: Random, number: int, at: float) -> Arrival:
    [skill] = chance.choices(list(DEMAND), list(DEMAND.values()))
    work = Waiting(
        id=f"{number:06}",
        queue=QUEUE,
        place=at,
        needs=(Need(skill, 3 if chance.random() < DIFFICULT else 1),),
        language="zh" if chance.random() < CHINESE else "en",
        units=100,
    )
    return Arrival(work, exponential(chance, HANDLING))


def _known(chance: Random, number: int) -> list[dict[str, int]]:
    """The skills, with levels, of so many agents: each gets what is still short by the rule."""
    counts = [KNOWN[each % len(KNOWN)] for each in range(number)]
    chance.shuffle(counts)
    short = {skill: share * sum(counts) for skill, share in _shares().items()}
    return [_skills(chance, count, short) for count in counts]


def _skills(chance: Random, count: int, short: dict[str, float]) -> dict[str, int]:
    chosen = sorted(short, key=lambda skill: short[skill] + chance.random() / 2, reverse=True)[:count]
    for skill in chosen:
        short[skill] -= 1.0
    best = chance.choice(chosen)
    return {skill: chance.choice((3, 4, 5) if skill == best else (1, 2, 3, 4)) for skill in chosen}


def _shares() -> dict[str, float]:
    loads = {skill: AGENTS * share for skill, share in DEMAND.items()}
    wanted = {skill: load + sqrt(load) for skill, load in loads.items()}
    return {skill: each / sum(wanted.values()) for skill, each in wanted.items()}

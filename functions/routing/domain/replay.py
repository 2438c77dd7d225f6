"""What was, made into a scenario: the items that came, how long they took, and who was there.

What is not known is drawn from the seed, so the same seed always gives the same scenario.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from random import Random
from statistics import fmean
from typing import Any

from routing.domain.agents import Ready
from routing.domain.drawing import lognormal, seeded
from routing.domain.moments import seconds
from routing.domain.outcome import Arrival, Span
from routing.domain.work import Need, Waiting

USUAL = 300.0  # seconds that an item takes, where nothing is known of any
Record = Mapping[str, Any]
Target = Callable[[str], float | None]  # of a queue


def of_work(records: Sequence[Record], target: Target, seed: int) -> list[Arrival]:
    """Finished work as it came. `records` are works as they are shown; in the order of their arrival.

    What took no time, or never reached anybody, has its handling time drawn around the mean of the others. What was
    withdrawn from the line leaves it again after as long, if nobody has it by then.
    """
    ordered = sorted(records, key=lambda record: (record["place"], record["id"]))
    mean = _mean(ordered)
    return [
        _arrival(f"{number:05}", record, _handling(record, mean, seeded(seed, number)), target)
        for number, record in enumerate(ordered)
    ]


def of_given(given: Sequence[Record], queue: str | None, units: Mapping[str, int], target: Target) -> list[Arrival]:
    """Arrivals that somebody made up: `at` in seconds from the beginning, `handling`, and what work is like."""
    return [
        Arrival(
            work=_work(f"{number:05}", {**each, "units": units[each["channel"]]}, each["at"], each["queue"] or queue),
            handling=each["handling"],
            target=target(each["queue"] or queue),
            patience=each["patience"],
        )
        for number, each in enumerate(given)
    ]


def staffed(agents: Sequence[Ready], add: int, remove: int, seed: int) -> list[tuple[Ready, str]]:
    """Other staff than there was: some sent home, some doubled, as the seed draws; each with the id of who they are
    like, whose shifts they have."""
    chance = seeded(seed, "staff")
    there = sorted(agents, key=lambda agent: agent.id)
    gone = {agent.id for agent in chance.sample(there, min(remove, len(there)))}
    kept = [agent for agent in there if agent.id not in gone]
    like = [chance.choice(kept) for _ in range(add)] if kept else []
    more = [(replace(each, id=f"{each.id}+{number}"), each.id) for number, each in enumerate(like, 1)]
    return [(agent, agent.id) for agent in kept] + more


def attended(intervals: Iterable[tuple[str, float, float]], since: float, until: float) -> dict[str, list[Span]]:
    """When each agent was there between two moments, of `(agent, start, end)` in any order; touching ones as one."""
    spans: dict[str, list[Span]] = {}
    for agent, start, end in sorted(intervals):
        first, last = max(start, since), min(end, until)
        if first < last:
            _append(spans.setdefault(agent, []), (first, last))
    return spans


def _append(spans: list[Span], span: Span) -> None:
    if spans and span[0] <= spans[-1][1]:
        spans[-1] = (spans[-1][0], max(spans[-1][1], span[1]))
    else:
        spans.append(span)


def _mean(records: Iterable[Record]) -> float:
    known = [record["worked"] for record in records if record["worked"]]
    return fmean(known) if known else USUAL


def _handling(record: Record, mean: float, chance: Random) -> float:
    return float(record["worked"] or lognormal(chance, mean))


def _arrival(name: str, record: Record, handling: float, target: Target) -> Arrival:
    place = seconds(record["place"]) or 0.0
    left = record["state"] == "withdrawn" and record["assignedAt"] is None
    patience = max(0.0, (seconds(record["doneAt"]) or place) - place) if left else None
    return Arrival(_work(name, record, place, record["queue"]), handling, target(record["queue"]), patience)


def _work(name: str, said: Record, place: float, queue: str) -> Waiting:
    return Waiting(
        id=name,
        queue=queue,
        place=place,
        priority=said["priority"],
        needs=tuple(Need(each["skill"], each["level"]) for each in said["needs"]),
        language=said["language"],
        tier=said["tier"],
        channel=said["channel"],
        units=said["units"],
        last_agent=said.get("lastAgent"),
    )

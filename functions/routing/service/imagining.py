"""From what was, or what somebody made up, to figures: with what is in use, and with what is tried."""

from __future__ import annotations

from dataclasses import replace
from statistics import fmean
from typing import Any

from routing.domain import queues, replay
from routing.domain.agents import Ready
from routing.domain.moments import seconds
from routing.domain.outcome import Arrival, Outcome, Span
from routing.domain.policy import Policy
from routing.domain.simulation import Scenario, simulated
from routing.service import history, lines
from routing.service.rulebook import PLAIN, Rules

SHOWN = 200  # agents whose occupancy is told

Shifts = dict[str, list[Span]]


def both(row: Any, rules: Rules) -> tuple[dict[str, Any], dict[str, Any]]:
    """The figures of a simulation with the policies and agents that there are, and with those that it asks for.

    Raises `TooLarge` where too much came for a simulation.
    """
    arrivals = _arrivals(row, rules)
    crew = [replace(lines.ready(each, rules), load=0, since=0.0, turn=None, taken=(), until=None)
            for each in lines.everybody(row.tenant, rules) if each.active]  # fmt: skip
    shifts = _shifts(row, rules, arrivals, crew)
    crew = [agent for agent in crew if agent.id in shifts]
    policies = {name: rules.policy_of(queue) for name, queue in rules.queues.items()}
    tried = {**policies, **_tried(row, rules)}
    staff = replay.staffed(crew, row.agents["add"], row.agents["remove"], int(row.seed))
    alike = {agent.id: shifts[model] for agent, model in staff}
    return _figures(arrivals, crew, policies, shifts), _figures(arrivals, [each for each, _ in staff], tried, alike)


def _arrivals(row: Any, rules: Rules) -> list[Arrival]:
    def target(queue: str) -> float | None:
        found = rules.queue(queue)
        return found.target if found else None

    if row.given is None:
        done = history.finished(row.tenant, row.since, row.until, row.queue)
        return replay.of_work(done, target, int(row.seed))
    kinds = [{**each, "channel": rules.kind(each["channel"])} for each in row.given]
    units = {each["channel"]: queues.units(each["channel"], rules.weights) for each in kinds}
    return replay.of_given(kinds, row.queue, units, target)


def _shifts(row: Any, rules: Rules, arrivals: list[Arrival], crew: list[Ready]) -> Shifts:
    """When who was there; for what is made up everybody always is, until the last item could be done."""
    if row.given is None:
        since, until = seconds(row.since) or 0.0, seconds(row.until) or 0.0
        return replay.attended(history.present(row.tenant, rules, row.since, row.until), since, until)
    end = max(each.work.place for each in arrivals) + sum(each.handling for each in arrivals)
    return {agent.id: [(0.0, end)] for agent in crew}


def _tried(row: Any, rules: Rules) -> dict[str, Policy]:
    if row.policy is None:
        return {}
    policy = Policy.of(rules.policies[row.policy].view())
    return dict.fromkeys([row.queue] if row.queue else rules.queues, policy)


def _figures(arrivals: list[Arrival], crew: list[Ready], policies: dict[str, Policy], shifts: Shifts) -> dict[str, Any]:
    outcome = simulated(Scenario(arrivals, crew, {"": PLAIN, **policies}, shifts))
    return {**outcome.summary(), "occupancy": _occupancy(outcome, crew, shifts)}


def _occupancy(outcome: Outcome, crew: list[Ready], shifts: Shifts) -> dict[str, Any]:
    """Of each agent while they were there, up to the end of what came."""
    end = outcome.end
    there = {agent.id: [(first, min(last, end)) for first, last in shifts[agent.id] if first < end] for agent in crew}
    of_each = {agent: share for agent, share in outcome.occupancy(there).items() if share is not None}
    mean = round(fmean(of_each.values()), 4) if of_each else None
    return {"mean": mean, "agents": dict(list(of_each.items())[:SHOWN])}

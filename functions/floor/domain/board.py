"""The floor as a document: what is counted, put together for people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from floor.domain.agent import Agent, last_hour
from floor.domain.item import FLOW, NOWHERE, STOCK
from floor.domain.moments import seconds
from floor.domain.occupancy import Shares

PUBLIC = {
    "waiting": "waiting", "offered": "offered", "in_work": "inWork", "at_risk": "slaAtRisk", "breached": "slaBreached",
    "arrived_today": "arrivedToday", "offered_today": "offeredToday", "assigned_today": "assignedToday",
    "done_today": "doneToday", "missed_today": "missedToday",
}  # fmt: skip
STATUSES = ("available", "busy", "away", "offline")
SERIOUS = ("info", "warning", "critical")


@dataclass(frozen=True, slots=True)
class Named:
    """What a queue or a team is called and what else is known of it."""

    name: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """The numbers of a queue in one shard, and the day of those that begin anew with each."""

    queue: str
    day: str
    numbers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Floor:
    """All that is known of a tenant's floor at one moment, `now` in milliseconds; `longest` is since when, by queue."""

    version: int
    now: int
    today: str
    counted: list[Counted] = field(default_factory=list)
    agents: dict[str, Agent] = field(default_factory=dict)
    queues: dict[str, Named] = field(default_factory=dict)
    teams: dict[str, Named] = field(default_factory=dict)
    alerts: list[dict[str, Any]] = field(default_factory=list)
    longest: dict[str, str] = field(default_factory=dict)


def totals(floor: Floor) -> dict[str, dict[str, int]]:
    """The numbers of each queue over all shards; those of a day that is over count for nothing."""
    result = {queue: dict.fromkeys((*STOCK, *FLOW), 0) for queue, named in floor.queues.items() if not named.retired}
    for each in floor.counted:
        names = STOCK if each.day != floor.today else (*STOCK, *FLOW)
        sums = result.setdefault(each.queue, dict.fromkeys((*STOCK, *FLOW), 0))
        for name in names:
            sums[name] += each.numbers[name]
    return {queue: sums for queue, sums in result.items() if queue in floor.queues or any(sums.values())}


def queue(floor: Floor, queue_id: str, sums: Mapping[str, int]) -> dict[str, Any]:
    """One queue; what no queue takes is shown under the queue null."""
    named = floor.queues.get(queue_id, Named(""))
    assigned = sums["assigned_today"]
    return {
        "queue": None if queue_id == NOWHERE else queue_id,
        "name": named.name or None,
        "team": named.facts.get("team"),
        "paused": bool(named.facts.get("paused")),
        "target": named.facts.get("target"),
        **{public: sums[name] for name, public in PUBLIC.items()},
        "averageWaitToday": sums["waited_today"] // assigned if assigned else None,
        "longestWaitSince": floor.longest.get(queue_id),
    }


def agent(agent_id: str, state: Agent, now: int) -> dict[str, Any]:
    """One agent: in which state since when, with how much in hand, and how occupied in the last hour."""
    held = state.holds.values()
    time = last_hour(state, now)
    return {
        "agent": agent_id,
        "name": state.name,
        "teams": list(state.teams),
        "status": state.status,
        "reason": state.reason,
        "since": state.since,
        "load": sum(int(each["units"]) for each in held),
        "capacity": state.capacity,
        "offered": sum(each["state"] == "offered" for each in held),
        "inWork": sum(each["state"] == "assigned" for each in held),
        "handlingSeconds": seconds(time.handling),
        "availableSeconds": seconds(time.idle),
        "occupancy": time.occupancy,
    }


def team(team_id: str, named: Named, members: list[Mapping[str, Any]]) -> dict[str, Any]:
    """One team: how many of it are in which status, and their work and occupancy together."""
    stood = {status: sum(each["status"] == status for each in members) for status in STATUSES}
    time = [sum(each[name] for each in members) for name in ("handlingSeconds", "availableSeconds")]
    return {
        "team": team_id,
        "name": named.name,
        "agents": len(members),
        **stood,
        "inWork": sum(each["inWork"] for each in members),
        "occupancy": Shares(*time).occupancy,
    }


def document(floor: Floor) -> dict[str, Any]:
    """Queues by name, agents by name, teams by name, alerts with the most serious and the oldest first."""
    agents = [agent(each, state, floor.now) for each, state in floor.agents.items() if state.active and state.record]
    queues = [queue(floor, each, sums) for each, sums in totals(floor).items()]
    teams = [
        team(each, named, [one for one in agents if each in one["teams"]])
        for each, named in floor.teams.items() if not named.retired
    ]  # fmt: skip
    return {
        "queues": by_name(queues),
        "teams": by_name(teams),
        "agents": by_name(agents),
        "alerts": sorted(floor.alerts, key=lambda each: (-SERIOUS.index(each["severity"]), each["raisedAt"])),
    }


def by_name(things: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What has no name comes last."""
    return sorted(things, key=lambda each: (each["name"] is None, each["name"] or ""))

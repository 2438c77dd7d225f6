"""One agent as the floor sees it: who it is, in which state since when, what it has in hand, and the last hour."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from floor.domain.intervals import Interval, joined, within
from floor.domain.item import Item
from floor.domain.moments import HOUR, ms
from floor.domain.occupancy import Shares, Stretch, shares

UNKNOWN = "offline"  # the status of one of whom no presence was told
FACTS = {"name": "name", "teams": "teams", "capacity": "capacity", "active": "active"}


@dataclass(frozen=True, slots=True)
class Agent:
    """`record` and `presence` are the versions that it was heard from; `holds` is `{ticket: {state, since, units}}`.

    `stood` are the statuses of the last hour that are over, `worked` the time of that hour with work in hand.
    """

    record: int = 0
    name: str | None = None
    teams: tuple[str, ...] = ()
    capacity: int = 0
    active: bool = True
    presence: int = 0
    status: str = UNKNOWN
    reason: str | None = None
    since: str | None = None
    holds: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    stood: tuple[Stretch, ...] = ()
    worked: tuple[Interval, ...] = ()


def registered(agent: Agent, sequence: int, record: Mapping[str, Any]) -> Agent:
    """The agent after an event of workforce's record of it."""
    if sequence <= agent.record:
        return agent
    said = {name: record[public] for name, public in FACTS.items()}
    return replace(agent, record=sequence, **{**said, "teams": tuple(said["teams"]), "capacity": int(said["capacity"])})


def standing(agent: Agent, sequence: int, record: Mapping[str, Any]) -> Agent:
    """The agent after a change of its presence, which also says how long it was in the status before."""
    over = stretch(record)
    stood = agent.stood if over is None else tuple(sorted({*agent.stood, over}))
    kept = _pruned(replace(agent, stood=stood))
    if sequence <= agent.presence:
        return kept
    return replace(kept, presence=sequence, status=record["status"], reason=record["reason"], since=record["since"])


def stretch(record: Mapping[str, Any]) -> Stretch | None:
    """The stretch of time in one status that a change of presence ended."""
    over = record["previous"]
    if not over or not over["since"] or not over["until"] or over["since"] >= over["until"]:
        return None
    return ms(over["since"]), ms(over["until"]), over["status"]


def holding(agent: Agent, ticket: str, item: Item | None) -> Agent:
    """The agent with an item in hand or offered, or no longer."""
    others = {each: held for each, held in agent.holds.items() if each != ticket}
    mine = {ticket: {"state": item.state, "since": item.since, "units": item.units}} if item else {}
    return replace(agent, holds=others | mine)


def having_worked(agent: Agent, interval: Interval) -> Agent:
    """The agent after a time with work in hand."""
    return _pruned(replace(agent, worked=tuple(joined([*agent.worked, interval]))))


def last_hour(agent: Agent, now: int) -> Shares:
    """How much of the last hour the agent handled work."""
    stood = [*agent.stood, (ms(agent.since), now, agent.status)] if agent.since else agent.stood
    return shares(stood, [*agent.worked, *in_hand(agent, now)], now - HOUR, now)


def in_hand(agent: Agent, now: int) -> list[Interval]:
    """The time until now of what the agent has accepted and not finished."""
    starts = [ms(held["since"]) for held in agent.holds.values() if held["state"] == "assigned"]
    return joined((start, now) for start in starts)


def _pruned(agent: Agent) -> Agent:
    """Without what lies more than an hour before the latest that is known; the same in whatever order it came."""
    ends = [each[1] for each in (*agent.stood, *agent.worked)]
    low = max(ends, default=0) - HOUR
    return replace(agent, stood=_since(agent.stood, low), worked=tuple(within(agent.worked, low, max(ends, default=0))))


def _since(stood: Iterable[Stretch], low: int) -> tuple[Stretch, ...]:
    return tuple(sorted({(max(start, low), end, status) for start, end, status in stood if end > low}))

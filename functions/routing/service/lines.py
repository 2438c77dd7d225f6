"""Lines and crews: what waits in a queue, and who is there for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from onestop import lists
from onestop.lists import LAST, Page, Range
from routing import table
from routing.domain.agents import Ready
from routing.domain.moments import seconds
from routing.domain.work import Need, Waiting
from routing.service.rulebook import Rules

AT_ONCE = 50  # items of a line that are looked at together
CREW = 200  # agents of one profile that are looked at: those with room who have been idle the longest come first
PASSED = {"declined", "expired"}


def waiting(tenant: str, queue: str | None, after: str | None = None, limit: int = AT_ONCE) -> Page:
    """What waits in a queue, the most urgent and then the oldest first: 1 call for each shard of the list."""
    return of_state(tenant, queue, "waiting", Range(after=after, limit=limit))


def of_state(tenant: str, queue: str | None, state: str, part: Range) -> Page:
    """The work of a queue in a state: 1 call for each shard of the list."""
    partitions = lists.partitions(tenant, table.line(queue, state))
    return lists.read(table.Work.by_state, partitions, part, table.ByState.state_key)


def anything_waits(tenant: str, queue: str) -> bool:
    """Whether a queue has a line at all: 1 call for each shard of the list, half a read unit each."""
    return bool(waiting(tenant, queue, limit=1).rows)


def there(tenant: str, rules: Rules, queue: str) -> list[Any]:
    """The agents who serve a queue and are there, full or not: 1 call for each profile that lists it, and 1."""
    part = Range(low=table.ROOM, high=table.FULL + LAST, limit=CREW)
    found = [row for crew in rules.crews(queue) for row in _crew(tenant, crew, part)]
    return [row for row in found if queue in rules.serving(row)]


def everybody(tenant: str, rules: Rules) -> list[Any]:
    """The agents of a tenant, there or not, at most 200 of each profile: 1 call for each profile, and 1."""
    return [row for profile in (None, *rules.profiles) for row in _crew(tenant, profile, Range(limit=CREW))]


def has_agents(tenant: str, profile: str) -> bool:
    """Whether any agent has a profile, there or not: 1 call."""
    return bool(_crew(tenant, profile, Range(limit=1)))


def _crew(tenant: str, profile: str | None, part: Range) -> list[Any]:
    crews = [table.crew(tenant, profile)]
    return lists.read(table.Agent.by_state, crews, part, table.ByState.state_key).rows


def ready(agent: Any, rules: Rules) -> Ready:
    """An agent as the judgement sees them."""
    return Ready(
        id=agent.id,
        skills=agent.skills,
        languages=frozenset(agent.languages),
        capacity=int(agent.capacity),
        load=int(agent.load),
        since=seconds(agent.since) or 0.0,
        turn=seconds(agent.turn),
        taken=tuple(agent.taken),
        channels=None if agent.channels is None else frozenset(agent.channels),
        serves=rules.serving(agent),
        until=seconds(agent.until),
    )


def standing(work: Any) -> Waiting:
    """An item of work as the judgement sees it."""
    return Waiting(
        id=work.id,
        queue=work.queue,
        place=seconds(work.place) or 0.0,
        priority=work.priority,
        needs=needs(work.needs),
        language=work.language,
        tier=work.tier,
        channel=work.channel,
        units=int(work.units),
        due=seconds(work.due_at),
        last_agent=work.last_agent,
        tried=tried(work.attempts),
    )


def tried(attempts: Iterable[Any]) -> dict[str, float]:
    """Who passed on it, and when they last did."""
    return {each["agent"]: seconds(each["at"]) or 0.0 for each in attempts if each["outcome"] in PASSED}


def needs(said: Iterable[Any]) -> tuple[Need, ...]:
    return tuple(Need(each["skill"], int(each["level"])) for each in said)

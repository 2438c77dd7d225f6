"""Queues: which of them takes a ticket, who serves it, and when it is too much for it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from onestop.conditions import holds
from routing.domain.agents import ALIKE, Serving

Queue = Mapping[str, Any]  # as it is shown
DEFAULT_UNITS = {"ticket": 20, "email": 20, "chat": 33, "phone": 100}


def named(ticket: Mapping[str, Any], queues: Iterable[Queue]) -> str | None:
    """The queue that a ticket names; None where it names none that is in use."""
    queue = ticket.get("queue")
    return queue if queue in {each["id"] for each in in_order(queues)} else None


def taking(ticket: Mapping[str, Any], queues: Iterable[Queue]) -> str | None:
    """The first queue whose condition holds for a ticket; None where nobody takes it."""
    there = in_order(queues)
    return next((queue["id"] for queue in there if queue["match"] is None or holds(queue["match"], ticket)), None)


def in_order(queues: Iterable[Queue]) -> list[Queue]:
    """Those in use, as they are asked: by position, then by age."""
    return sorted((each for each in queues if not each["retired"]), key=lambda each: (each["position"], each["id"]))


def catch_all(queues: Iterable[Queue]) -> str | None:
    """The first queue that takes whatever comes."""
    return next((queue["id"] for queue in in_order(queues) if queue["match"] is None), None)


def serves(
    profile: Mapping[str, Any] | None, has_profile: bool, teams: Sequence[str], queues: Iterable[Queue]
) -> dict[str, Serving]:
    """Which queues an agent serves, and how: what the profile says; without one those of nobody's or of an own team."""
    there = {queue["id"]: queue for queue in queues if not queue["retired"]}
    if has_profile:
        listed = profile["queues"] if profile and not profile["retired"] else ()
        return {each["queue"]: Serving(each["priority"], each["delay"]) for each in listed if each["queue"] in there}
    return {name: ALIKE for name, queue in there.items() if queue["team"] is None or queue["team"] in teams}


def kind(channel: str | None, weights: Mapping[str, int]) -> str:
    """As what an item of a channel counts: as itself where that is weighed, else as a ticket like any other."""
    return channel if channel in {**DEFAULT_UNITS, **weights} else "ticket"  # type: ignore[return-value]


def units(channel: str, weights: Mapping[str, int]) -> int:
    """What an item of such a kind takes of a capacity."""
    return int({**DEFAULT_UNITS, **weights}[channel])


def runs_over(overflow: Mapping[str, Any] | None, waited: float, length: int, agents: int) -> bool:
    """Whether work goes on to another queue: it waited for too long, too much waits before it, or nobody is there.

    `waited` in seconds, `length` of the line with this item in it, `agents` who are there for this queue.
    """
    if overflow is None or waited < overflow["after"]:
        return False
    kind = overflow["when"]
    return (
        kind == "waiting" or (kind == "length" and length > overflow["length"]) or (kind == "noAgents" and not agents)
    )

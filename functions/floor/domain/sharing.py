"""Who sees what of the floor: those who lead all of it, everybody else his own teams."""

from collections.abc import Mapping
from typing import Any

from floor.domain.board import Floor

EVERYTHING = None


def teams_of(floor: Floor, member: str) -> frozenset[str]:
    """The teams to which a member belongs as an agent, and those that he leads."""
    own = floor.agents[member].teams if member in floor.agents else ()
    led = [team for team, named in floor.teams.items() if member in named.facts.get("leads", ())]
    return frozenset((*own, *led))


def cut(document: Mapping[str, Any], teams: frozenset[str] | None, member: str) -> dict[str, Any]:
    """What somebody of these teams sees of a document; with `EVERYTHING`, all of it."""
    if teams is EVERYTHING:
        return dict(document)
    queues = [each for each in document["queues"] if each["team"] in teams]
    names = {each["queue"] for each in queues}
    return {
        "queues": queues,
        "teams": [each for each in document["teams"] if each["team"] in teams],
        "agents": [each for each in document["agents"] if each["agent"] == member or teams & {*each["teams"]}],
        "alerts": [each for each in document["alerts"] if each["queue"] in names],
    }

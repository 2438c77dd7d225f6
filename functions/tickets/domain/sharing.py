"""For whom a macro or a saved reply is there: the one who made it, a team, or everybody."""

from collections.abc import Mapping

from onestop.errors import Forbidden, NotFound
from onestop.identity import Caller

PRIVATE, TEAM, SHARED = "private", "team", "shared"
NEEDS = {PRIVATE: "tickets:write", TEAM: "tickets:lead", SHARED: "tickets:admin"}
LED = {**NEEDS, SHARED: "tickets:lead"}  # of what those who lead may share with everybody


def must_see(by: Caller, scope: str, author: str) -> None:
    """Raise `NotFound` for what is somebody else's own."""
    if scope == PRIVATE and author != by.actor:
        raise NotFound()


def must_share(by: Caller, scope: str, needs: Mapping[str, str] = NEEDS) -> None:
    """Raise `Forbidden` unless the caller may make, change and delete what is there for so many."""
    if not by.may(needs[scope]):
        raise Forbidden(f"What is {scope} is for those who have the scope {needs[scope]}.", scope=needs[scope])


def place(scope: str, team: str | None, author: str) -> str:
    """Where it is listed: all that somebody sees is in a few such places."""
    return {PRIVATE: author, TEAM: f"team/{team}", SHARED: SHARED}[scope]


def places(by: Caller, team: str | None) -> list[str]:
    """Where to look for what a caller sees: what is shared, what is the caller's own, and what a team has."""
    return [SHARED, by.actor, *([f"team/{team}"] if team else [])]

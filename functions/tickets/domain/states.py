"""The life of a ticket. A tenant may call its statuses what it likes: what one means is its category.

new -> open <-> pending, hold; any of them -> solved -> open again, or closed, which is final.
"""

from collections.abc import Mapping
from typing import Any

from onestop.errors import WrongState

CATEGORIES = ("new", "open", "pending", "hold", "solved", "closed")
LIVE = frozenset({"new", "open", "pending", "hold"})  # somebody still has to do something about it
NEXT: dict[str, frozenset[str]] = {
    "new": frozenset(CATEGORIES),
    **dict.fromkeys(("open", "pending", "hold", "solved"), frozenset(CATEGORIES[1:])),
    "closed": frozenset({"closed"}),
}
# What holds without any set-up; a tenant may rename them and add its own, but each category keeps one in use.
DEFAULTS = {
    each: {
        "key": each, "name": each.capitalize(), "category": each, "position": number, "retired": False,
        "createdAt": None, "updatedAt": None, "version": 0,
    }
    for number, each in enumerate(CATEGORIES)
}  # fmt: skip


def must_follow(category: str, following: str) -> None:
    """Raise `WrongState` where a ticket of one category of status cannot get to another."""
    if following not in NEXT[category]:
        raise WrongState(f"The ticket is {category}; it cannot become {following}.", statusCategory=category)


def must_be_changeable(ticket: Mapping[str, Any]) -> None:
    """Raise `WrongState` for a closed ticket: what more there is to say begins a new one."""
    if ticket["statusCategory"] == "closed":
        raise WrongState("The ticket is closed; what follows from it is a ticket of its own.", statusCategory="closed")


def moved(ticket: Mapping[str, Any], status: str, category: str, at: str) -> dict[str, Any]:
    """What changes in a ticket that gets a status of a category at a moment, by public names.

    Raises `WrongState` where it cannot get there.
    """
    before = ticket["statusCategory"]
    must_follow(before, category)
    said: dict[str, Any] = {"status": status, "statusCategory": category}
    if category in LIVE:
        reopened = {"resolvedAt": None, "reopens": ticket["reopens"] + 1} if before == "solved" else {}
        return said | reopened
    said |= {"snoozedUntil": None, "waitingSince": None, "resolvedAt": ticket["resolvedAt"] or at}
    return said | ({"closedAt": ticket["closedAt"] or at} if category == "closed" else {})


def told(before: Mapping[str, Any], after: Mapping[str, Any]) -> str | None:
    """What the two views of a ticket tell about its status: Resolved, Reopened, Closed, or None."""
    was, now = before["statusCategory"], after["statusCategory"]
    if was == now:
        return None
    if now == "closed":
        return "Closed"
    if now == "solved":
        return "Resolved"
    return "Reopened" if was == "solved" else None

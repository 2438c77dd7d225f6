"""Two people change a ticket at once: what both have touched is a conflict, everything else is merged."""

from collections.abc import Callable, Mapping
from typing import Any

MOST_BYTES = 1000  # of a ticket's past, as stored: the latest changes, as far as they fit
UNTOLD = frozenset({"version", "updatedAt", "sla"})  # what nobody sets
# What follows from other things: nobody sets it either, so nobody clashes about it; that it changed is told.
FOLLOWING = frozenset({
    "statusCategory", "waitingSince", "firstRepliedAt", "lastCustomerAt", "lastAgentAt", "resolvedAt", "closedAt",
    "reopens", "snoozedUntil",
})  # fmt: skip
View = Mapping[str, Any]
Past = list[tuple[int, dict[str, Any]]]


def leaves(view: View) -> dict[str, Any]:
    """The fields of a ticket, each custom one on its own (`custom.plan`): what one person changes is one of these."""
    custom = {f"custom.{name}": value for name, value in (view.get("custom") or {}).items()}
    return {name: value for name, value in view.items() if name not in UNTOLD and name != "custom"} | custom


def differing(before: View, after: View) -> dict[str, Any]:
    """What the fields that differ were before, by their names in `leaves`."""
    was, now = leaves(before), leaves(after)
    return {name: was.get(name) for name in {**was, **now} if was.get(name) != now.get(name)}


def conflicts(view: View, past: Past, touched: Mapping[str, int], if_match: int, wanted: View) -> list[dict[str, Any]]:
    """The fields that somebody else changed since version `if_match` and that are wanted to be yet another value.

    `wanted` are the leaves of a patch. `base` is what its sender began with: null as well where that change is so long
    ago that the ticket does not remember it.
    """
    theirs = leaves(view)
    clashing = [
        name for name, value in wanted.items() if touched.get(name, 0) > if_match and theirs.get(name) != value
    ]  # fmt: skip
    return [
        {"field": name, "base": _base(past, name, if_match), "theirs": theirs.get(name), "yours": wanted[name]}
        for name in clashing
    ]


def newer(view: View, touched: Mapping[str, int], if_match: int) -> dict[str, Any]:
    """What was changed since a version, with its value now."""
    now = leaves(view)
    return {name: now.get(name) for name, version in touched.items() if version > if_match}


def _base(past: Past, name: str, if_match: int) -> Any:
    """What the first change after a version replaced; None where what came right after it is forgotten."""
    if not past or past[0][0] > if_match + 1:
        return None
    return next((before[name] for version, before in past if version > if_match and name in before), None)


def remembered(past: Past, version: int, before: View, size: Callable[[Past], int]) -> Past:
    """A ticket's past after one more change; `size` says how many bytes of it are stored.

    The oldest is forgotten first, and what is too long, or what nobody can set, is not kept at all.
    """
    kept: Past = [*past, (version, {name: value for name, value in before.items() if name not in FOLLOWING})]
    while kept and size(kept) > MOST_BYTES:
        kept = kept[1:]
    return kept

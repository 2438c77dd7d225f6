"""Two tickets become one, and two again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onestop.errors import Invalid, TooLarge, WrongState

MOST = 20  # tickets in one
# What a merge changes of the source, by public names: with it, un-merging restores the source as it was.
CHANGED = (
    "status", "statusCategory", "snoozedUntil", "waitingSince", "resolvedAt", "closedAt", "mergedInto", "sla",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge changes: of the source, what it was before; of the target, what came to it.

    `sources` are the tickets whose conversation the target shows from now on: the source and what was merged into it.
    """

    sources: tuple[str, ...]
    before: Mapping[str, Any]
    followers: tuple[str, ...]
    tags: tuple[str, ...]


def merge(source: Mapping[str, Any], target: Mapping[str, Any], shown: Sequence[str], more: Sequence[str]) -> Merged:
    """What merging `source` into `target` means, given their public views.

    `shown` are the tickets that the target shows already, `more` those that the source does. Raises `Invalid` for a
    ticket with itself, `WrongState` where one of them is merged or closed, `TooLarge` above 20 tickets in one.
    """
    if source["id"] == target["id"]:
        raise Invalid("A ticket is not merged into itself.")
    for ticket in (source, target):
        if ticket["mergedInto"]:
            raise WrongState(f"Ticket {ticket['number']} has been merged.", mergedInto=ticket["mergedInto"])
        if ticket["statusCategory"] == "closed":
            raise WrongState(f"Ticket {ticket['number']} is closed.")
    sources = (source["id"], *more)
    if len(shown) + len(sources) >= MOST:
        raise TooLarge(f"At most {MOST} tickets become one.", limit=MOST)
    return Merged(
        sources,
        {name: source[name] for name in CHANGED},
        tuple(each for each in source["followers"] if each not in target["followers"]),
        tuple(each for each in source["tags"] if each not in target["tags"]),
    )


def without(values: Sequence[str], gone: Sequence[str]) -> list[str]:
    """What is left when that which a merge brought is taken away again."""
    return [each for each in values if each not in gone]

"""What a ticket means for routing: whether somebody is needed, what for, and whether a person chose who."""

from collections.abc import Iterator, Mapping
from typing import Any

from routing.domain.work import PRIORITIES

Ticket = Mapping[str, Any]
NEEDS_SOMEBODY = {"new", "open"}
OURS = {"system/routing"}  # who writes into tickets what routing has decided
TITLE = 200  # characters


def is_open(ticket: Ticket) -> bool:
    """Whether somebody has to do something now: not while it is pending, on hold, snoozed or merged."""
    elsewhere = ticket.get("snoozedUntil") or ticket.get("mergedInto")
    return ticket.get("statusCategory") in NEEDS_SOMEBODY and not elsewhere


def chosen(changes: Mapping[str, Any], actor: str) -> bool:
    """Whether somebody else than routing itself chose, or took off, the assignee."""
    return "assignee" in changes and actor not in OURS


def named(changes: Mapping[str, Any], actor: str) -> bool:
    """Whether somebody else than routing itself named the queue, or took it off."""
    return "queue" in changes and actor not in OURS


def facts(ticket: Ticket) -> dict[str, Any]:
    """What an item of work takes over from its ticket, under the names that it has there."""
    return {
        "customer": ticket.get("requester"),
        "number": ticket.get("number"),
        "title": (ticket.get("subject") or "")[:TITLE] or None,
        "language": ticket.get("language"),
        "tier": ticket.get("requesterTier"),
        "due_at": due_at(ticket),
    }


def asked(ticket: Ticket) -> dict[str, Any]:
    """What of a ticket holds until it changes there, because a lead may have said otherwise here."""
    priority = ticket.get("priority")
    return {
        "priority": priority if priority in PRIORITIES else "normal",
        "needs": ticket.get("needs") or [],
    }


def due_at(ticket: Ticket) -> str | None:
    """The earliest moment that is promised of it: of the clocks that run, also one whose moment has passed in vain."""
    return min(_moments(ticket.get("sla")), default=None)


def _moments(sla: Any) -> Iterator[str]:
    for clock in (sla or {}).get("clocks") or ():
        promised = clock.get("breachedAt") or clock.get("dueAt")
        if promised and not clock.get("endedAt") and clock.get("left") is None:
            yield promised


def together(*lists: list[Mapping[str, Any]] | None) -> list[dict[str, Any]]:
    """Several lists of needs as one: of each skill the highest level, in the order of the skills."""
    levels: dict[str, int] = {}
    for each in (need for needs in lists for need in needs or ()):
        levels[each["skill"]] = max(levels.get(each["skill"], 0), int(each.get("level") or 1))
    return [{"skill": skill, "level": level} for skill, level in sorted(levels.items())]

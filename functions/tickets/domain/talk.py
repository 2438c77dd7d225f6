"""What a message means for a ticket: who is waiting for whom."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

MOST_FOLLOWERS = 50
Ticket = Mapping[str, Any]


def answered(ticket: Ticket, at: str) -> dict[str, Any]:
    """What changes, by public names, when the requester gets a reply: nobody waits for one any more."""
    return {"firstRepliedAt": ticket["firstRepliedAt"] or at, "lastAgentAt": at, "waitingSince": None}


def contacted(ticket: Ticket, at: str) -> dict[str, Any]:
    """What changes when the requester writes: he waits from his oldest unanswered message on, and a sleeper wakes."""
    return {"lastCustomerAt": at, "waitingSince": ticket["waitingSince"] or at, "snoozedUntil": None}


def wakes(ticket: Ticket) -> bool:
    """Whether what the requester writes makes the ticket open: it waited for him, or seemed to be solved.

    One that is on hold waits for somebody else.
    """
    return ticket["statusCategory"] in ("pending", "solved")


def is_past(ticket: Ticket, reopen_days: int, at: str) -> bool:
    """Whether a message comes too late to reopen the ticket, so that it begins one that follows it."""
    if ticket["statusCategory"] == "closed":
        return True
    if ticket["statusCategory"] != "solved":
        return False
    until = datetime.fromisoformat(ticket["resolvedAt"]) + timedelta(days=reopen_days)
    return datetime.fromisoformat(at) > until


def following(followers: Iterable[str], members: Iterable[str]) -> list[str]:
    """The followers with those members among them, each once; ValueError where they are too many."""
    together = list(dict.fromkeys([*followers, *members]))
    if len(together) > MOST_FOLLOWERS:
        raise ValueError(f"a ticket has at most {MOST_FOLLOWERS} followers")
    return together

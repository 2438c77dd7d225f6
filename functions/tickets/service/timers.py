"""What a ticket remembers of the automation: which rules that wait have acted, and how often all rules have.

`ruled` is `{"done": [<ids of rules that waited, acted and have held since>], "rounds": <how often rules acted since
somebody else touched it>}`, or nothing where both are.
"""

from __future__ import annotations

from collections.abc import Iterable

from onestop.identity import Caller
from tickets import table
from tickets.domain import automation
from tickets.service import rulebook

SYSTEM = "system/"


def keep(by: Caller, row: table.Ticket) -> None:
    """Bring what a ticket remembers up to what it is about to become by the hand of `by`."""
    rules = automation.waiting(rulebook.active(row.tenant))
    rounds_so_far = rounds(row) if by.actor.startswith(SYSTEM) else 0
    remember(row, automation.still_done(rules, row.view(), done(row)), rounds_so_far)


def next_moment(row: table.Ticket) -> str | None:
    """When the first of the rules that wait has to act on a ticket."""
    rules = automation.waiting(rulebook.active(row.tenant))
    return automation.next_moment(rules, row.view(), done(row))


def done(row: table.Ticket) -> list[str]:
    """The rules that waited, have acted, and have held since."""
    return list((row.ruled or {}).get("done", ()))


def rounds(row: table.Ticket) -> int:
    """How often rules have acted on a ticket since somebody else touched it."""
    return int((row.ruled or {}).get("rounds", 0))


def remember(row: table.Ticket, rule_ids: Iterable[str], rounds_so_far: int) -> None:
    """Set both, without writing."""
    ids = list(dict.fromkeys(rule_ids))
    row.ruled = {"done": ids, "rounds": rounds_so_far} if ids or rounds_so_far else None

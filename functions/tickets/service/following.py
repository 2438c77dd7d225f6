"""Members who follow a ticket: they are told what happens to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from onestop import records
from onestop.errors import Invalid
from onestop.identity import Caller
from tickets import events
from tickets.domain import talk
from tickets.service import finding, writing

View = dict[str, Any]


def with_members(followers: Iterable[str], members: Iterable[str]) -> list[str]:
    """The followers with those members among them; `Invalid` where they are too many."""
    try:
        return talk.following(followers, members)
    except ValueError as fault:
        raise Invalid(errors=[{"pointer": "/mentions", "reason": str(fault)}]) from fault


def add(by: Caller, ticket_id: str, members: Iterable[str]) -> View:
    """Let members follow a ticket: 2 calls, 1 where they do."""
    return records.settled(lambda: _set(by, ticket_id, add=list(members)))


def remove(by: Caller, ticket_id: str, member: str) -> View:
    """Let a member no longer follow it: 2 calls, 1 where it does not."""
    return records.settled(lambda: _set(by, ticket_id, remove=member))


def _set(by: Caller, ticket_id: str, add: Iterable[str] = (), remove: str | None = None) -> View:
    row = finding.seen(by, ticket_id, to_write=True)
    before = row.view()
    row.followers = [each for each in with_members(row.followers, add) if each != remove]
    if row.followers == before["followers"]:
        return before
    return writing.write(by, row, events.CHANGED, before)

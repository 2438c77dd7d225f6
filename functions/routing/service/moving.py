"""What may happen to an item of work, one function for each; every one writes one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onestop import clock
from onestop.events import Kind
from onestop.identity import Caller
from onestop.once import Once
from routing import events, table
from routing.service import deciding, writing

View = Mapping[str, Any] | None


def stand_in_line(by: Caller, row: table.Work, before: View, place: str, kind: Kind = events.QUEUED) -> None:
    """Into the line of its queue, at the place of a moment. Nobody holds it."""
    row.last_agent = row.agent or row.last_agent
    row.state, row.place, row.agent, row.by_hand = "waiting", place, None, False
    row.assigned_at = row.done_at = row.worked = row.decision = None
    writing.write(by, kind, row, before)


def give_back(by: Caller, row: table.Work, before: View, kind: Kind, outcome: str, repeat: Once | None = None) -> None:
    """From whoever holds it, or was offered it, back into line with its place kept: 2 calls."""
    agent = _holder(row)
    writing.attempted(row, agent.id, outcome)
    if row.state == "assigned":
        row.last_agent = agent.id
    row.state, row.agent, row.offer, row.by_hand, row.assigned_at = "waiting", None, None, False, None
    writing.write(by, kind, row, before, writing.dropped(agent, row), repeat=repeat)


def finish(by: Caller, row: table.Work, before: View, repeat: Once | None = None) -> None:
    """Done with: its agent has room again: 2 calls."""
    agent = _holder(row)
    row.state, row.done_at = "done", clock.timestamp()
    row.worked = _seconds_between(row.assigned_at, row.done_at)
    writing.write(by, events.DONE, row, before, writing.dropped(agent, row), writing.filed(row), repeat=repeat)


def withdraw(by: Caller, row: table.Work, before: View) -> None:
    """Nobody is needed any more: out of the line, and out of the hands of who was offered it."""
    hands = [writing.dropped(_holder(row), row)] if row.offer else []
    row.state, row.offer, row.done_at = "withdrawn", None, clock.timestamp()
    writing.write(by, events.WITHDRAWN, row, before, *hands, writing.filed(row))


@dataclass(frozen=True, slots=True)
class Choice:
    """An agent whom a person chose, why, and who that person is."""

    agent: str
    reason: str
    actor: str


def hand_to(by: Caller, row: table.Work, before: View, choice: Choice, repeat: Once | None = None) -> None:
    """Into the hands of an agent whom a person chose, whatever else they hold: 2 or 3 calls."""
    hands = [writing.dropped(_holder(row), row)] if row.holder not in (None, choice.agent) else []
    agent = table.known(row.tenant, choice.agent)
    row.state, row.agent, row.offer, row.by_hand = "assigned", agent.id, None, True
    row.assigned_at, row.done_at, row.worked, row.decision = clock.timestamp(), None, None, clock.new_id()
    hands.append(writing.taken(agent, row, offered=False))
    reason = deciding.chosen(row, choice.actor, choice.reason)
    writing.write(by, events.ASSIGNED, row, before, *hands, reason, repeat=repeat)


def change_queue(by: Caller, row: table.Work, before: View, queue: str, kind: Kind, repeat: Once | None = None) -> None:
    """To another queue with its place kept; an offer is withdrawn, what somebody has stays theirs: 1 or 2 calls."""
    hands = []
    if row.offer:
        agent = _holder(row)
        writing.attempted(row, agent.id, "moved")
        hands = [writing.dropped(agent, row)]
        row.state, row.offer = "waiting", None
    row.queue = queue
    writing.write(by, kind, row, before, *hands, repeat=repeat)


def _holder(row: table.Work) -> table.Agent:
    agent: table.Agent = table.known(row.tenant, row.holder)
    return agent


def _seconds_between(first: str | None, last: str) -> int | None:
    if first is None:
        return None
    return round((datetime.fromisoformat(last) - datetime.fromisoformat(first)).total_seconds())

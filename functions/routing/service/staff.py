"""What workforce tells: who can what, who is there, and what work weighs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from onestop import records, tables
from onestop.events import Event, Kind
from onestop.identity import Caller
from onestop.tables import creates, updates
from routing import events, table
from routing.service import history, moving, rulebook, stirring
from routing.service.rulebook import Rules

Record = Mapping[str, Any]


def agent(event: Event) -> None:
    """An agent was registered, changed or retired: 2 calls, and what follows from it."""
    _follow(event, "heard", _able)


def presence(event: Event) -> None:
    """An agent came, or went: 2 calls, 3 for one who was there until now, and what follows from it."""
    history.note(event)
    _follow(event, "seen", _present)


def settings(event: Event) -> None:
    """Work weighs otherwise from now on; what is in line or in hand keeps its weight: 2 calls."""
    keys = table.weights_keys(event.tenant)
    row = tables.get(table.Weights, *keys, consistent=True) or table.Weights(*keys)
    if event.sequence > row.heard:
        row.heard, row.units = event.sequence, event.data["record"]["weights"]
        _write_next(row)


def _follow(event: Event, heard: str, change: Callable[[table.Agent, Record], None]) -> None:
    """Take over what is newer than what was heard, let go of what an agent may not hold now, and fill free hands.

    The last two follow from the agent as they are and not from the event: who died halfway through is repeated.
    """
    by, record = event.caller("routing"), event.data["record"]
    row = records.settled(lambda: _taken_over(event, record, heard, change))
    rules = rulebook.of(event.tenant)
    for work_id in list(row.holding):
        records.settled(lambda work_id=work_id: _let_go(by, rules, row, work_id))
    stirring.agent_changed(by, table.known(event.tenant, row.id), event.id)


def _taken_over(event: Event, record: Record, heard: str, change: Callable[[table.Agent, Record], None]) -> table.Agent:
    row: table.Agent = table.known(event.tenant, record["id"])
    if event.sequence > getattr(row, heard):
        setattr(row, heard, event.sequence)
        was_there = row.there
        change(row, record)
        if row.there and not was_there:
            row.since = row.came = event.time
        if was_there and not row.there:
            row.left = event.time
        _write_next(row)
    return row


def _able(row: table.Agent, record: Record) -> None:
    row.teams, row.languages, row.profile = record["teams"], record["languages"], record["profile"]
    row.skills = {each["skill"]: each["level"] for each in record["skills"]}
    row.capacity, row.active = record["capacity"], record["active"]


def _present(row: table.Agent, record: Record) -> None:
    row.status, row.channels, row.until = record["status"], record["channels"], record["until"]


def _write_next(row: Any) -> None:
    new = not row.version
    if isinstance(row, table.Agent):
        row.keep()
    else:
        row.version = int(row.version or 0) + 1
    tables.write(creates(row) if new else updates(row))


def _let_go(by: Caller, rules: Rules, agent: table.Agent, work_id: str) -> None:
    """Take an item out of the hands of somebody who is not there for it; 1 call where it may stay."""
    row = table.fetch(by.tenant, work_id, consistent=True)
    if row is None or row.holder != agent.id:
        return
    if (leaves := _leaves(rules, agent, row)) is not None:
        kind, outcome = leaves
        moving.give_back(by, row, row.view(), kind, outcome)


def _leaves(rules: Rules, agent: table.Agent, row: table.Work) -> tuple[Kind, str] | None:
    """An offer is for who takes work now. What somebody has stays while they are away, and not when they are gone.

    What a person gave to somebody who had left already was meant for when they come back.
    """
    if row.state == "offered":
        return None if agent.there else (events.OFFER_WITHDRAWN, "withdrawn")
    queue = rules.queue(row.queue)
    meant = row.by_hand and row.assigned_at > (agent.left or "")
    stays = meant or (queue is not None and queue.on_leave == "keep")
    gone = not agent.active or (agent.status == "offline" and not stays)
    return (events.RETURNED, "returned") if gone else None

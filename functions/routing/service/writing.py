"""The one way in which work is written: with those in whose hands it is, all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from onestop import clock, due, once, records, tables
from onestop.errors import VersionMismatch
from onestop.events import Kind, changes
from onestop.identity import Caller
from onestop.once import Once
from onestop.pynamo import Condition
from onestop.tables import Step, creates, updates
from routing import table
from routing.domain import estimate

KEPT = timedelta(days=90)  # what is done with, and what was decided
TALLIED = timedelta(hours=2)
FIRST_LOOK = timedelta(seconds=60)  # by when the clock looks at what waits, unless somebody says another moment
TRIED = 20  # attempts that an item remembers
TAKEN = 50  # moments at which an agent was given something that are remembered; no fair share asks for more


def write(
    by: Caller, kind: Kind, row: table.Work, before: Mapping[str, Any] | None, *beside: Step, repeat: Once | None = None
) -> None:
    """Write the next version of an item of work: 1 call. `VersionMismatch` where somebody else was faster.

    `before` is its view until now, None for a new one; `beside` are the agents that it concerns, and whatever else has
    to be true together with it. A request that was carried out before raises `Replayed`.
    """
    at = clock.now()
    row.updated_at = clock.rfc3339(at)
    row.enlist()
    row.due = _look_at(row, clock.rfc3339(at + FIRST_LOOK))
    row.waiting = due.partition(row.id) if row.due else None
    row.expires = at + KEPT if row.state in ("done", "withdrawn") else None
    records.stamp(row, kind, by, changes(before or {}, row.view()))
    guard = once.guards(table.Guard, repeat, row.view())
    tables.write(*guard, updates(row) if before else creates(row), *beside)


def _look_at(row: table.Work, at_the_latest: str) -> str | None:
    if row.state == "offered":
        return str(row.offer["until"])
    return at_the_latest if row.state == "waiting" else None


def quietly(row: table.Work) -> None:
    """Write what nobody is told, such as what was heard last: 1 call."""
    tables.write(Step("save", row, meanwhile, _unchanged(row)))


def look_again(row: table.Work, at: str) -> None:
    """Note when the clock has to look at what waits: 1 call; nothing where it was changed meanwhile."""
    row.due, row.waiting = at, due.partition(row.id)
    quietly(row)


def _unchanged(row: Any) -> Condition:
    return type(row).version == row.version


def meanwhile(_: Any) -> Exception:
    """What it means that a row is not as it was read."""
    return VersionMismatch("It was changed meanwhile.")


def taken(agent: table.Agent, row: table.Work, *, offered: bool) -> Step:
    """The step by which an agent holds an item, or is offered it."""
    at = clock.now()
    agent.holding = {**agent.holding, row.id: {"units": row.units, "queue": row.queue, "offered": offered}}
    agent.since = agent.turn = clock.rfc3339(at)
    agent.taken = [*agent.taken, at.timestamp()][-TAKEN:]
    return _next(agent)


def kept(agent: table.Agent, row: table.Work) -> Step:
    """The step by which what an agent was offered is theirs."""
    agent.holding = {**agent.holding, row.id: {"units": row.units, "queue": row.queue, "offered": False}}
    return _next(agent)


def dropped(agent: table.Agent, row: table.Work) -> Step:
    """The step by which an agent holds an item no more."""
    agent.holding = {name: each for name, each in agent.holding.items() if name != row.id}
    agent.since = clock.timestamp()
    return _next(agent)


def _next(agent: table.Agent) -> Step:
    new = not agent.version
    agent.keep()
    return creates(agent) if new else updates(agent)


def filed(row: table.Work) -> Step:
    """The step that keeps, for those who look back, what was done with: as it is now, which is at the end."""
    at = clock.now()
    stamp = clock.rfc3339(at)
    keys = table.finished(row.tenant, stamp[:10]), f"{stamp}#{row.id}"
    return Step("save", table.Finished(*keys, record=row.view(), expires=at + KEPT), meanwhile)


def counted(row: table.Work) -> Step:
    """The step that counts that an item of a queue found somebody."""
    at = clock.now()
    tally = table.Tally(table.tallies(row.tenant, row.queue), f"{estimate.bucket(at.timestamp()):012}")
    actions = (table.Tally.found.add(1), table.Tally.expires.set(at + TALLIED), table.Tally.type.set(table.Tally))
    return Step("update", tally, meanwhile, None, actions)


def attempted(row: table.Work, agent: str, outcome: str) -> None:
    """Remember how it ended with an agent."""
    row.attempts = [*row.attempts, {"agent": agent, "at": clock.timestamp(), "outcome": outcome}][-TRIED:]

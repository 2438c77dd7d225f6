"""A queue's turn: what waits in it is given to those who are there for it, as its policy says.

One turn of a queue at a time, because its messages are one group of a FIFO queue. That makes turns good, not right:
what makes them right is that each decision is written only if its item and its agent still are as they were read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onestop import clock, tables
from onestop.identity import Caller
from onestop.lists import Page
from routing import table
from routing.domain.matching import Decision, decide
from routing.domain.work import Waiting
from routing.service import claiming, lines, rulebook
from routing.service.rulebook import Rules

PAGES = 4  # of a line, as long as anybody has room: 200 items
ROUNDS = 4  # in which what somebody else was faster with is judged anew


@dataclass(frozen=True, slots=True)
class Turn:
    """A queue whose turn it is, with the rules that hold."""

    by: Caller
    rules: Rules
    queue: Any


def take(by: Caller, queue_id: str) -> bool:
    """Give out what waits in a queue; whether all was decided, or somebody came between again and again.

    An empty line costs 1 call. Otherwise 1 for the rules, 1 for each profile that serves the queue and 1 more, and 1
    for each item that is given.
    """
    first = lines.waiting(by.tenant, queue_id)
    if not first.rows:
        return True
    rules = rulebook.of(by.tenant)
    queue = rules.queue(queue_id)
    if queue is None or queue.paused:
        return True
    turn = Turn(by, rules, queue)
    return _round(turn, first) or any(_round(turn, None) for _ in range(ROUNDS - 1))


def _round(turn: Turn, page: Page | None) -> bool:
    """Look at the line once, from its first page on; whether nobody came between.

    Without a page this is not the first look, and what the index says may be a moment behind: rows are read anew.
    """
    fresh, undisturbed = page is None, True
    page = page or lines.waiting(turn.by.tenant, turn.queue.id)
    agents = {row.id: row for row in _crew(turn, fresh=fresh)}
    for _ in range(PAGES):
        undisturbed &= _given(turn, _as_of_now(page.rows) if fresh else page.rows, agents)
        if page.position is None or not any(row.load < row.capacity for row in agents.values()):
            break
        page = lines.waiting(turn.by.tenant, turn.queue.id, page.position)
    return undisturbed


def _given(turn: Turn, rows: list[Any], agents: dict[str, Any]) -> bool:
    """Give out a part of the line; whether nobody came between. Who did is left out of the rest of this round."""
    works = {row.id: row for row in rows if row.state == "waiting" and row.queue == turn.queue.id}
    undisturbed = True
    for decision in _decisions(turn, works, agents):
        row, agent = works.get(decision.work), agents.get(decision.agent)
        if row is None or agent is None:  # another queue's, which has turns of its own; or somebody was faster
            continue
        if not claiming.claim(turn.by, turn.queue, row, agent, decision):
            agents.pop(decision.agent)
            undisturbed = False
    return undisturbed


def _decisions(turn: Turn, works: dict[str, Any], agents: dict[str, Any]) -> list[Decision]:
    waiting = [lines.standing(row) for row in works.values()]
    crew = [lines.ready(row, turn.rules) for row in agents.values()]
    if not waiting or not crew:
        return []
    ahead = _ahead(turn, agents)
    return decide([*ahead, *waiting], crew, turn.rules.policy_of(turn.queue), clock.now().timestamp())


def _ahead(turn: Turn, agents: dict[str, Any]) -> list[Waiting]:
    """What waits in queues which some of these agents serve first, so that they are left for it: 1 call each."""
    before = {
        name for row in agents.values() for serving in [turn.rules.serving(row)]
        for name, how in serving.items() if how.priority < serving[turn.queue.id].priority
    }  # fmt: skip
    rows = (row for name in sorted(before) for row in lines.waiting(turn.by.tenant, name).rows)
    return [lines.standing(row) for row in rows if not turn.rules.queues[row.queue].paused]


def _crew(turn: Turn, *, fresh: bool) -> list[Any]:
    rows = lines.there(turn.by.tenant, turn.rules, turn.queue.id)
    now = table.many(turn.by.tenant, [row.id for row in rows]) if fresh else rows
    return [row for row in now if row.there]


def _as_of_now(rows: list[Any]) -> list[Any]:
    """The rows themselves, where the index may be a moment behind: 1 call."""
    return tables.get_many(table.Work, [(row.pk, row.sk) for row in rows], consistent=True)

"""Looking at work because of the time: offers that nobody answered, lines that run over, moments at which more may."""

from __future__ import annotations

from typing import Any

from onestop import clock, due, records
from onestop.identity import Caller, system
from routing import events, table
from routing.domain import queues
from routing.domain.moments import next_look, seconds
from routing.service import lines, messages, moving, rulebook, writing
from routing.service.rulebook import Rules

MOST = 500  # items that a sweep looks at
NOBODYS = 300.0  # seconds until what no queue takes is looked at again


def sweep() -> int:
    """Look at what is due and no message came for; how many items that were: 1 call for each shard, and what is due."""
    found: set[tuple[str, str]] = set()

    def see(row: Any) -> None:
        by = system("routing", row.tenant, f"sweep-{clock.new_id()}")
        if queue := look(by, row.pk.rpartition("#")[2]):
            found.add((row.tenant, queue))

    looked = due.sweep(table.Row.by_due, see, MOST)
    for tenant, queue in sorted(found):
        cause = clock.new_id()
        messages.turns(system("routing", tenant, f"sweep-{cause}"), [queue], cause)
    return looked


def come(by: Caller, work_id: str, cause: str) -> None:
    """The moment of an item has come: look at it, and let its queue have a turn."""
    if queue := look(by, work_id):
        messages.turns(by, [queue], cause)


def look(by: Caller, work_id: str) -> str | None:
    """Do what is due for an item, and tell its queue if that should have a turn: 3 calls and 1 message at most.

    An offer that is over lapses; what waits in a line that runs over, or in none, goes to another one; all else that
    waits is looked at again at the next moment that matters.
    """
    return records.settled(lambda: _look(by, work_id))


def _look(by: Caller, work_id: str) -> str | None:
    row = table.fetch(by.tenant, work_id, consistent=True)
    if row is None or row.state not in ("waiting", "offered"):
        return None
    now = clock.now().timestamp()
    if row.state == "offered":
        _lapse(by, row, now)
        return None
    rules = rulebook.of(by.tenant)
    return _wait_on(by, rules, row, now)


def _lapse(by: Caller, row: table.Work, now: float) -> None:
    if now >= (seconds(row.offer["until"]) or 0.0):
        moving.give_back(by, row, row.view(), events.EXPIRED, "expired")
    else:
        messages.later(by, row.id, row.offer["until"])


def _wait_on(by: Caller, rules: Rules, row: table.Work, now: float) -> str | None:
    queue = rules.queue(row.queue)
    target = _runs_to(by.tenant, rules, row, queue, now) if queue else queues.catch_all(rules.views())
    if target is not None:
        if queue:
            row.visited = [*row.visited, row.queue]
        else:
            row.sorted_into = target
        moving.change_queue(by, row, row.view(), target, events.OVERFLOWED if queue else events.MOVED)
        return None
    if (seconds(row.due) or 0.0) <= now:
        moment = messages.stamp(next_moment(rules, queue, lines.standing(row), now) if queue else now + NOBODYS)
        writing.look_again(row, moment)
        messages.later(by, row.id, moment)
    return queue.id if queue else None


def next_moment(rules: Rules, queue: Any, work: Any, now: float) -> float:
    """When something may be decided otherwise about an item that waits in a queue; seconds since 1970."""
    return next_look(work, rules.policy_of(queue), queue.overflow, rules.delays(queue.id), now)


def _runs_to(tenant: str, rules: Rules, row: table.Work, queue: Any, now: float) -> str | None:
    """The queue to which an item goes on because its own is too much; none that it has come from."""
    said = queue.overflow
    target = rules.queue(said["to"]) if said else None
    if target is None or target.id in row.visited:
        return None
    length = len(lines.waiting(tenant, queue.id, limit=said["length"] + 1).rows) if said["when"] == "length" else 0
    agents = len(lines.there(tenant, rules, queue.id)) if said["when"] == "noAgents" else 0
    waited = now - (seconds(row.place) or now)
    return str(target.id) if queues.runs_over(said, waited, length, agents) else None

"""Finding work, where it stands in line, and why it went to whom."""

from __future__ import annotations

from typing import Any

from onestop import clock, lists
from onestop.errors import NotFound
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.tables import served
from routing import schemas, table
from routing.domain import estimate
from routing.service import lines

FARTHEST = 1000  # position that is told


def there(tenant: str, work_id: str) -> table.Work:
    """An item of work as of now, or `NotFound`: 1 call."""
    row: table.Work | None = table.fetch(tenant, work_id, consistent=True)
    if row is None:
        raise NotFound("There is no such work.")
    return row


def shown(by: Caller, work_id: str) -> dict[str, Any]:
    """An item of work; for what waits its position and the wait that is to be expected: 1 call, 3 for what waits."""
    row = table.fetch(by.tenant, work_id)
    if row is None:
        raise NotFound("There is no such work.")
    return {**row.view(), **_standing(row)}


def _standing(row: table.Work) -> dict[str, int | None]:
    if row.state != "waiting" or row.queue is None:
        return {"position": None, "estimatedWait": None}
    ahead = lines.of_state(row.tenant, row.queue, "waiting", Range(high=row.state_key, limit=FARTHEST)).rows
    position = max(1, len(ahead))
    return {"position": position, "estimatedWait": estimate.wait(position, _found_lately(row.tenant, row.queue))}


def _found_lately(tenant: str, queue: str) -> int:
    now = clock.now().timestamp()
    first = f"{estimate.bucket(now - estimate.WINDOW):012}"
    with served():
        rows = list(table.Tally.query(table.tallies(tenant, queue), table.Tally.sk >= first))
    return estimate.recent({int(row.sk): int(row.found) for row in rows}, now)


def listed(by: Caller, query: schemas.WorkQuery, part: Range) -> Page:
    """One page of the work of a queue in a state, or of what no queue takes: 1 call for each shard; of an agent 2."""
    if query.agent:
        return _held(by.tenant, query.agent)
    return lines.of_state(by.tenant, query.queue, query.state or "waiting", part)


def _held(tenant: str, agent_id: str) -> Page:
    """What is in the hands of an agent, or offered to them: never more than their capacity and what people added."""
    [agent] = table.many(tenant, [agent_id]) or [None]
    return Page(table.works(tenant, sorted(agent.holding))) if agent else Page()


def decisions(by: Caller, work_id: str, part: Range) -> Page:
    """One page of the decisions about an item of work: 2 calls."""
    shown_to = there(by.tenant, work_id)
    return lists.read(table.Decision, [shown_to.pk], part, table.Decision.sk)

"""Looking back: what was finished, and who was there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from onestop import clock
from onestop.errors import TooLarge
from onestop.events import Event
from onestop.lists import LAST
from onestop.tables import Step, served, write
from routing import table
from routing.domain.moments import seconds
from routing.service import lines, writing
from routing.service.rulebook import Rules

MOST = 5000  # items of a simulation
LOOKED_AT = 20_000  # finished items among which they are looked for
AFTER = timedelta(days=1)  # after the period, until when its items count if they are finished, and presence if it ends
THERE = {"available", "busy"}


def note(event: Event) -> None:
    """Keep that an agent was there until now, so that a simulation knows: 1 call where they were, else none."""
    until = event.data["record"].get("previous")
    if not until or until["status"] not in THERE or not until["channels"]:
        return
    agent, end = event.data["record"]["id"], until["until"]
    keys = table.attendance(event.tenant, end[:10]), f"{end}#{agent}"
    expires = clock.now() + writing.KEPT
    row = table.Attendance(*keys, agent=agent, start=until["since"], end=end, expires=expires)
    write(Step("save", row, writing.meanwhile))  # without a condition: the same event writes the same


def finished(tenant: str, since: str, until: str, queue: str | None) -> list[dict[str, Any]]:
    """The work that came in a period, of one queue or of all, and was finished within a day after it.

    1 call for each megabyte of what was finished then. Raises `TooLarge` beyond 5,000 items, or 20,000 among them.
    """
    found: list[dict[str, Any]] = []
    for number, row in enumerate(_rows(table.Finished, table.finished, tenant, (since, until))):
        record = row.record
        if since <= record["place"] < until and record["queue"] and queue in (None, record["queue"]):
            found.append(record)
        if len(found) > MOST or number >= LOOKED_AT:
            raise TooLarge(f"A simulation has at most {MOST} items; choose a shorter time, or a queue.")
    return found


def present(tenant: str, rules: Rules, since: str, until: str) -> Iterator[tuple[str, float, float]]:
    """`(agent, start, end)` of when agents were there in a period: what is over, and what still lasts."""
    for row in _rows(table.Attendance, table.attendance, tenant, (since, until)):
        yield row.agent, seconds(row.start) or 0.0, seconds(row.end) or 0.0
    for agent in lines.everybody(tenant, rules):
        if agent.there and agent.came:
            yield agent.id, seconds(agent.came) or 0.0, clock.now().timestamp()


def _rows(kind: type[Any], partition: Any, tenant: str, period: tuple[str, str]) -> Iterator[Any]:
    """The rows of some days whose sort keys begin with a moment from `since` until a day after `until`."""
    since, until = period[0], clock.rfc3339(datetime.fromisoformat(period[1]) + AFTER)
    with served():
        for day in _days(since, min(until, clock.timestamp())):
            yield from kind.query(partition(tenant, day), kind.sk.between(since, until + LAST))


def _days(first: str, last: str) -> Iterator[str]:
    day = datetime.fromisoformat(first)
    while clock.rfc3339(day)[:10] <= last[:10]:
        yield clock.rfc3339(day)[:10]
        day += timedelta(days=1)

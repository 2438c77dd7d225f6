"""How long an agent was in which state: stretches of time that have neither gaps nor overlaps."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from onestop import clock, lists, tables
from onestop.errors import NotFound
from onestop.identity import Caller
from onestop.lists import Page, Range
from workforce import schemas, table

KIND = "interval#"
USUAL = timedelta(hours=24)


def bounds(query: schemas.IntervalQuery) -> dict[str, str]:
    """From the first interval that ends after `since`; where the last one is, only its beginning tells."""
    since = query.since or clock.rfc3339(clock.now() - USUAL)
    return {"low": f"{KIND}{since}\0", "high": KIND + lists.LAST}


def overlapping(by: Caller, agent_id: str, query: schemas.IntervalQuery, part: Range) -> Page:
    """The intervals that overlap a time, the oldest first and at the end the one that is not over: 2 calls."""
    presence = tables.get(table.Presence, *table.presence_keys(by.tenant, agent_id), consistent=True)
    if presence is None:
        raise NotFound("There is no such agent.")
    until = query.until or lists.LAST
    found = lists.read(table.Interval, [presence.pk], part, table.Interval.sk)
    rows = [row for row in found.rows if row.since < until]
    if found.position and len(rows) == len(found.rows):
        return Page(rows, found.position)
    return Page([*rows, *([_open(presence)] if presence.since < until else [])])


def _open(presence: table.Presence) -> Any:
    """The state that holds, as an interval that has no end."""
    row = table.Interval(presence.pk, KIND, agent=presence.id)
    for name in ("status", "reason", "channels", "since", "forced_by", "note"):
        setattr(row, name, getattr(presence, name))
    return row

"""The terms of a tenant."""

from __future__ import annotations

from typing import Any

from onestop import clock, records, tables
from onestop.events import changes
from onestop.identity import Caller
from onestop.shaping import fill
from returns import events, schemas, table


def current(by: Caller, *, to_write: bool = False) -> table.Settings:
    """The terms that hold; those of the house, as version 0, until the tenant has its own: 1 call."""
    row = tables.get(table.Settings, table.settings_pk(by.tenant), "record", consistent=to_write)
    return row or table.Settings(table.settings_pk(by.tenant), "record", version=0)


def put(by: Caller, said: schemas.NewReturnSettings, if_match: int) -> dict[str, Any]:
    """Replace the terms: 2 calls. What was requested under the old ones keeps their fee."""
    row = current(by, to_write=True)
    records.must_match(row, if_match)
    before, fresh = row.view(), row.version == 0
    fill(row, said.whole())
    changed = changes(before, row.view())
    if not changed and not fresh:
        return before
    row.updated_at = clock.timestamp()
    records.stamp(row, events.SETTINGS_CHANGED, by, changed)
    tables.write(tables.creates(row) if fresh else tables.updates(row))
    return row.view()

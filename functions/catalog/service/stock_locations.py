"""Locations: where pieces can be, and which of them orders take from first."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from typing import Any

from catalog import events, schemas, table
from onestop import clock, once, records, tables
from onestop.errors import Conflict, NotFound
from onestop.events import Kind, changes
from onestop.identity import Caller
from onestop.once import Once
from onestop.records import ANY_VERSION
from onestop.shaping import fill, patched
from onestop.tables import served

MOST = 100
REMEMBERED = 60  # seconds
MOST_TENANTS = 1000
_known: dict[str, tuple[float, dict[str, int | None]]] = {}  # None: retired


def add(by: Caller, new: schemas.NewLocation, repeat: Once | None = None) -> dict[str, Any]:
    """Add a location and return it: 2 calls. `Conflict` beyond 100."""
    if len(every(by.tenant)) >= MOST:
        once.replay(table.Guard, repeat)
        raise Conflict(f"There are {MOST} locations already; that is the most.")
    location_id = clock.new_id()
    row = table.Location(table.locations_pk(by.tenant), location_id, id=location_id, created_at=clock.timestamp())
    view = _next(by, row, events.LOCATION_ADDED, new.whole())
    tables.write(*once.guards(table.Guard, repeat, view), tables.creates(row))
    return view


def every(tenant: str) -> list[Any]:
    """All locations of a tenant in the order of their making, the retired ones too: 1 call."""
    with served():
        return list(table.Location.query(table.locations_pk(tenant), consistent_read=True))


def shown(by: Caller, location_id: str) -> dict[str, Any]:
    """One location: 1 call."""
    return there(by.tenant, location_id).view()


def change(by: Caller, location_id: str, patch: schemas.LocationPatch, if_match: int) -> dict[str, Any]:
    """Change a location: 2 calls, 1 where nothing changes."""
    row = there(by.tenant, location_id, if_match)
    before = row.view()
    said = patched(schemas.NewLocation, before, patch.given()).whole()
    changed = changes(before, {**before, **said})
    if not changed:
        return before
    view = _next(by, row, events.LOCATION_CHANGED, said, changed)
    tables.write(tables.updates(row))
    return view


def retire(by: Caller, location_id: str, if_match: int) -> None:
    """Take a location out of use: 2 calls. Nothing is promised from it any more; what is there can be moved away."""
    row = there(by.tenant, location_id, if_match)
    if not row.retired:
        _next(by, row, events.LOCATION_RETIRED, {"retired": True}, {"retired": True})
        tables.write(tables.updates(row))


def there(tenant: str, location_id: str, if_match: int = ANY_VERSION) -> Any:
    """The latest version of a location; `NotFound` or `VersionMismatch` otherwise: 1 call."""
    row = tables.get(table.Location, table.locations_pk(tenant), location_id, consistent=True)
    if row is None:
        raise NotFound("There is no such location.")
    records.must_match(row, if_match)
    return row


def priorities(tenant: str, needed: Iterable[str]) -> dict[str, int]:
    """The ranks of the locations in use, the lowest first: 1 call, none for a minute where the `needed` are known."""
    read_at, ranks = _known.get(tenant, (0.0, {}))
    if not ranks.keys() >= {*needed} or time.monotonic() - read_at >= REMEMBERED:
        if len(_known) >= MOST_TENANTS:
            _known.clear()
        ranks = {row.id: None if row.retired else int(row.priority) for row in every(tenant)}
        _known[tenant] = (time.monotonic(), ranks)
    return {location: rank for location, rank in ranks.items() if rank is not None}


def _next(
    by: Caller, row: Any, kind: Kind, said: dict[str, Any], changed: Mapping[str, Any] | tuple[()] = ()
) -> dict[str, Any]:
    fill(row, said)
    row.updated_at = clock.timestamp()
    records.stamp(row, kind, by, changed)
    _known.pop(by.tenant, None)
    view: dict[str, Any] = row.view()
    return view

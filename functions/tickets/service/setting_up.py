"""Setting a desk up: its settings, its statuses, its types with their forms. They are replaced as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from onestop import clock, records, tables
from onestop.errors import Invalid, NotFound, TooLarge, WrongState
from onestop.events import Kind, changes
from onestop.identity import Caller
from onestop.shaping import fill
from onestop.tables import creates, updates
from tickets import events, schemas, table
from tickets.domain import forms
from tickets.service import desk

View = dict[str, Any]
KEY = re.compile(r"[a-z][a-z0-9-]{0,39}")
MOST = 50  # statuses and types of a tenant: they are all read at once


def settings(by: Caller) -> View:
    """The settings that hold: no call as a rule."""
    return dict(desk.of(by.tenant).settings)


def set_settings(by: Caller, said: schemas.TicketSettingsGiven, if_match: int) -> View:
    """Replace the settings: 2 calls."""
    keys = (table.desk_pk(by.tenant), "settings")
    row = tables.get(table.Settings, *keys, consistent=True) or table.Settings(*keys, version=0)
    return _put(by, row, said.whole(), if_match, (events.SETTINGS_CHANGED, events.SETTINGS_CHANGED))


def statuses(by: Caller) -> list[View]:
    """All statuses in their order, those of the house among them."""
    return sorted(desk.of(by.tenant).statuses.values(), key=lambda each: (each["position"], each["key"]))


def types(by: Caller) -> list[View]:
    """All types, by their names."""
    return sorted(desk.of(by.tenant).types.values(), key=lambda each: (each["name"], each["key"]))


def set_status(by: Caller, key: str, said: schemas.TicketStatusGiven, if_match: int) -> View:
    """Define a status, or define it anew: 3 calls.

    Raises `Invalid` for another category than it has, because its tickets are counted there, `WrongState` where a
    category would have no status in use, `TooLarge` beyond 50.
    """
    now = desk.stored(by.tenant)
    _must_fit(key, now.statuses)
    there = now.statuses.get(key)
    if there and there["category"] != said.category:
        raise Invalid(errors=[{"pointer": "/category", "reason": f"is {there['category']}, and stays so"}])
    if said.retired and not _others_in_use(now.statuses, key, said.category):
        raise WrongState(f"It is the only status for what is {said.category}.")
    row = _row(table.Status, table.status_keys(by.tenant, key), key)
    return _put(by, row, said.whole(), if_match, (events.STATUS_DEFINED, events.STATUS_REDEFINED))


def set_type(by: Caller, key: str, said: schemas.TicketTypeGiven, if_match: int) -> View:
    """Define a type with its form, or define it anew: 3 calls.

    Raises `Invalid` for a field that is gone or of another kind, because tickets have values in it (it can be
    retired), `TooLarge` beyond 50 types.
    """
    now = desk.stored(by.tenant)
    _must_fit(key, now.types)
    faults = forms.lost(now.types.get(key, {}).get("fields", []), [each.whole() for each in said.fields])
    if faults:
        raise Invalid(errors=faults)
    row = _row(table.TicketType, table.type_keys(by.tenant, key), key)
    return _put(by, row, said.whole(), if_match, (events.TYPE_DEFINED, events.TYPE_REDEFINED))


def _must_fit(key: str, there: Mapping[str, View]) -> None:
    if not KEY.fullmatch(key):
        raise NotFound("A key is up to 40 small letters, digits and hyphens.")
    if key not in there and len(there) >= MOST:
        raise TooLarge(f"A desk has at most {MOST} of these.", limit=MOST)


def _others_in_use(statuses: Mapping[str, View], key: str, category: str) -> bool:
    return any(
        each["key"] != key and each["category"] == category and not each["retired"] for each in statuses.values()
    )


def _row(model: Callable[..., Any], keys: tuple[str, str], key: str) -> Any:
    found = tables.get(model, *keys, consistent=True)
    return found or model(*keys, key=key, version=0, created_at=clock.timestamp())


def _put(by: Caller, row: Any, said: View, if_match: int, kinds: tuple[Kind, Kind]) -> View:
    """Write a row with what is said; the first kind tells that it is new, the second that it changed."""
    records.must_match(row, if_match)
    before, fresh = row.view(), row.version == 0
    fill(row, said)
    changed = changes(before, row.view())
    if not changed and not fresh:
        return before
    row.updated_at = clock.timestamp()
    records.stamp(row, kinds[0] if fresh else kinds[1], by, changed)
    tables.write(creates(row) if fresh else updates(row))
    desk.forget(by.tenant)
    return dict(row.view())

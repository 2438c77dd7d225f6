"""Calendars and SLA policies, defined, changed and thrown away: alike in all but what is in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from onestop import clock, lists, once, records, tables
from onestop.errors import Conflict, NotFound
from onestop.events import Kind, changes
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.once import Once
from onestop.shaping import fill, patched
from onestop.tables import Step, creates, updates
from tickets import schemas, table
from tickets.service import plans
from tickets.service.plans import Promises

View = dict[str, Any]
WHOLE = ("condition", "week", "targets", "warn")  # a patch replaces these: merged with others they would mean neither


@dataclass(frozen=True, slots=True)
class Thing:
    """A kind of them: its `name` in keys, the class of its rows, its model, at most how many, and what is told of it.

    `check` raises what the model alone cannot tell, `must_be_free` for one, by its id, that cannot go.
    """

    name: str
    row: Any
    model: str
    most: int
    made: Kind
    changed: Kind
    deleted: Kind
    check: Callable[[str, Mapping[str, Any], Promises], None]
    must_be_free: Callable[[str, Promises], None]

    def sk(self, record_id: str) -> str:
        return f"{self.name}#{record_id}"


def define(by: Caller, thing: Thing, said: View, repeat: Once | None = None) -> View:
    """Keep something new and return it: 2 calls. Raises `Conflict` where there are too many."""
    once.replay(table.Guard, repeat)
    known = plans.stored(by.tenant)
    if len(known.views(thing.name)) >= thing.most:
        raise Conflict(f"There are {thing.most} already; that is the most.")
    thing.check(by.tenant, said, known)
    record_id, at = clock.new_id(), clock.timestamp()
    row = thing.row(table.sla_pk(by.tenant), thing.sk(record_id), id=record_id, created_at=at, updated_at=at)
    fill(row, said)
    records.stamp(row, thing.made, by)
    view = dict(row.view())
    _write(by, *once.guards(table.Guard, repeat, view), creates(row), plans.next_edition(by, known.row))
    return view


def change(by: Caller, thing: Thing, record_id: str, patch: Mapping[str, Any], if_match: int) -> View:
    """Change something by a merge patch, in which `WHOLE` replace what was there: 3 calls, 1 where nothing changes."""
    row = _to_be_changed(by, thing, record_id, if_match)
    before = dict(row.view())
    kept = {name: value for name, value in before.items() if name not in WHOLE or name not in patch}
    said = patched(getattr(schemas, thing.model), kept, patch).whole()
    changed = changes(before, {**before, **said})
    if not changed:
        return before
    known = plans.stored(by.tenant)
    thing.check(by.tenant, said, known)
    fill(row, said)
    row.updated_at = clock.timestamp()
    records.stamp(row, thing.changed, by, changed)
    _write(by, updates(row), plans.next_edition(by, known.row))
    return dict(row.view())


def delete(by: Caller, thing: Thing, record_id: str, if_match: int) -> None:
    """Throw something away: 3 calls."""
    row = _to_be_changed(by, thing, record_id, if_match)
    known = plans.stored(by.tenant)
    thing.must_be_free(record_id, known)
    row.expires = clock.now()
    records.stamp(row, thing.deleted, by)
    _write(by, updates(row), plans.next_edition(by, known.row))


def seen(by: Caller, thing: Thing, record_id: str, *, to_write: bool = False) -> Any:
    """One of them, or `NotFound`: 1 call."""
    row = tables.get(thing.row, table.sla_pk(by.tenant), thing.sk(record_id), consistent=to_write)
    if row is None:
        raise NotFound()
    return row


def listed(by: Caller, thing: Thing, part: Range) -> Page:
    """All of them in the order of their making: 1 call."""
    return lists.read(thing.row, [table.sla_pk(by.tenant)], part, thing.row.sk)


def _to_be_changed(by: Caller, thing: Thing, record_id: str, if_match: int) -> Any:
    row = seen(by, thing, record_id, to_write=True)
    records.must_match(row, if_match)
    return row


def _write(by: Caller, *steps: Step) -> None:
    """Raises `RequestInProgress` where another calendar or policy is being changed."""
    tables.write(*steps)
    plans.forget(by.tenant)

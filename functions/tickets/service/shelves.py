"""What agents have at hand, kept and found: macros and saved replies are alike in all but what is in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from onestop import clock, lists, once, records, tables
from onestop.errors import NotFound
from onestop.events import Kind, changes
from onestop.http import ANY_VERSION
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.once import Once
from onestop.shaping import fill, patched
from onestop.tables import key
from tickets import schemas, table
from tickets.domain import sharing

View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A kind of things: its `name`, the class of its rows, the name of its model, and what is told of it.

    `check` raises `Invalid` for what the model alone cannot tell. A patch replaces fields of `whole` and does not merge
    them. `needs` are the scopes for sharing.
    """

    name: str
    row: Any
    model: str
    made: Kind
    changed: Kind
    deleted: Kind
    check: Callable[[str, Mapping[str, Any]], None] | None = None
    whole: tuple[str, ...] = ()
    needs: Mapping[str, str] = field(default_factory=lambda: sharing.NEEDS)


def create(by: Caller, shelf: Shelf, said: View, repeat: Once | None = None) -> View:
    """Keep something new and return it: 1 call. Raises `Forbidden` where the caller may not share so widely."""
    _must_be_allowed(by, shelf, said)
    record_id, at = clock.new_id(), clock.timestamp()
    row = shelf.row(table.shelf_pk(by.tenant, shelf.name, record_id), "record", id=record_id, created_at=at)
    row.author = by.actor
    fill(row, said)
    _next(by, row, shelf, shelf.made, {})
    view = row.view()
    tables.write(*once.guards(table.Guard, repeat, view), tables.creates(row))
    return view


def seen(by: Caller, shelf: Shelf, record_id: str, *, to_write: bool = False) -> Any:
    """One of them: 1 call. `NotFound` for what is somebody else's own."""
    row = tables.get(shelf.row, table.shelf_pk(by.tenant, shelf.name, record_id), "record", consistent=to_write)
    if row is None:
        raise NotFound()
    sharing.must_see(by, row.scope, row.author)
    return row


def listed(by: Caller, shelf: Shelf, team: str | None, part: Range) -> Page:
    """What is shared, what is the caller's own and what a team has, in the order of their making: 3 or 4 calls."""
    places = [key(by.tenant, shelf.name, each) for each in sharing.places(by, team)]
    found = lists.read(shelf.row.by_creation, places, part, table.ByCreation.id)
    return Page(tables.get_many(shelf.row, [(row.pk, row.sk) for row in found.rows]), found.position)


def change(by: Caller, shelf: Shelf, record_id: str, patch: Mapping[str, Any], if_match: int) -> View:
    """Change something by a merge patch: 2 calls, 1 where nothing changes. `Forbidden` as `delete` says."""
    row = _mine(by, shelf, record_id, if_match)
    before = row.view()
    kept = {name: value for name, value in before.items() if name not in shelf.whole or name not in patch}
    said = patched(getattr(schemas, shelf.model), kept, patch).whole()
    _must_be_allowed(by, shelf, said)
    if not changes(before, {**before, **said}):
        return before
    fill(row, said)
    _next(by, row, shelf, shelf.changed, before)
    tables.write(tables.updates(row))
    return dict(row.view())


def delete(by: Caller, shelf: Shelf, record_id: str, if_match: int = ANY_VERSION) -> None:
    """Throw something away: 2 calls. `Forbidden` for one who may not share so widely."""
    row = _mine(by, shelf, record_id, if_match)
    before = row.view()
    row.expires = clock.now()
    _next(by, row, shelf, shelf.deleted, before)
    row.listed = None
    tables.write(tables.updates(row))


def _must_be_allowed(by: Caller, shelf: Shelf, said: Mapping[str, Any]) -> None:
    sharing.must_share(by, said["scope"], shelf.needs)
    if shelf.check:
        shelf.check(by.tenant, said)


def _mine(by: Caller, shelf: Shelf, record_id: str, if_match: int) -> Any:
    row = seen(by, shelf, record_id, to_write=True)
    sharing.must_share(by, row.scope, shelf.needs)
    records.must_match(row, if_match)
    return row


def _next(by: Caller, row: Any, shelf: Shelf, kind: Kind, before: View) -> None:
    """Make a row its own next version, listed where those find it for whom it is there."""
    row.updated_at = clock.timestamp()
    row.listed = key(by.tenant, shelf.name, sharing.place(row.scope, row.team, row.author))
    records.stamp(row, kind, by, changes(before, row.view()) if before else ())

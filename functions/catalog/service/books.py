"""Price books: opened and changed. One that is over keeps its prices, which explain what was sold."""

from __future__ import annotations

from typing import Any

from catalog import events, schemas, table
from catalog.service import guarding, terms
from onestop import clock, once, records, tables
from onestop.errors import Conflict, NotFound
from onestop.events import changes
from onestop.http import ANY_VERSION
from onestop.identity import Caller
from onestop.once import Once
from onestop.shaping import fill, patched

MOST = 100


def open_book(by: Caller, new: schemas.NewPriceBook, repeat: Once | None = None) -> dict[str, Any]:
    """Open an empty price book and return its view: 2 calls.

    Raises `AlreadyTaken` for the name of another one (compared without case), `Conflict` beyond 100 books.
    """
    if len(terms.books(by.tenant)) >= MOST:
        once.replay(table.Guard, repeat)
        raise Conflict(f"There are {MOST} price books already; that is the most.")
    book_id, at = clock.new_id(), clock.timestamp()
    row = table.PriceBook(*table.book_keys(by.tenant, book_id), id=book_id, created_at=at, updated_at=at)
    fill(row, new.whole())
    records.stamp(row, events.PRICE_BOOK_ADDED, by)
    view, named = row.view(), _named(by.tenant, row, None)
    tables.write(*once.guards(table.Guard, repeat, view), *named, tables.creates(row))
    return view


def change(by: Caller, book_id: str, patch: schemas.PriceBookPatch, if_match: int) -> dict[str, Any]:
    """Change the name, for whom it holds, when, or its priority: 2 calls, 1 where nothing changes."""
    row = there(by.tenant, book_id, if_match)
    before = row.view()
    said = patched(schemas.NewPriceBook, before, patch.given()).whole()
    changed = changes(before, {**before, **said})
    if not changed:
        return before
    fill(row, said)
    row.updated_at = clock.timestamp()
    records.stamp(row, events.PRICE_BOOK_CHANGED, by, changed)
    tables.write(*_named(by.tenant, row, before["name"]), tables.updates(row))
    return row.view()


def there(tenant: str, book_id: str, if_match: int = ANY_VERSION) -> table.PriceBook:
    """The latest version of a price book; `NotFound` or `VersionMismatch` otherwise: 1 call."""
    row = tables.get(table.PriceBook, *table.book_keys(tenant, book_id), consistent=True)
    if row is None:
        raise NotFound("There is no such price book.")
    records.must_match(row, if_match)
    return row


def _named(tenant: str, row: table.PriceBook, before: str | None) -> list[tables.Step]:
    had = before.casefold() if before else None
    return guarding.unique(tenant, "price-book", row.id, had, row.name.casefold())

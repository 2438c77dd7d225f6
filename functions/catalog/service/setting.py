"""Prices: set, changed and removed, one for each variant and book."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from catalog import events, schemas, table
from catalog.service import books, finding
from onestop import clock, lists, once, records, tables
from onestop.errors import AlreadyTaken, NotFound
from onestop.events import Kind, changes
from onestop.http import ANY_VERSION
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.once import Once
from onestop.shaping import fill, patched
from onestop.tables import Step


def add(by: Caller, book_id: str, new: schemas.NewPrice, repeat: Once | None = None) -> dict[str, Any]:
    """Give a variant a price in a book and return it: 2 calls.

    Raises `NotFound` where there is no such book or variant, `AlreadyTaken` where the variant has a price in it.
    """
    book = books.there(by.tenant, book_id)
    row = fresh(by, book, new.variant, new.whole()["breaks"])
    view, variant = row.view(), table.Variant(*table.variant_keys(by.tenant, new.variant))
    known = Step("check", variant, _no_variant, table.Variant.pk.exists())
    tables.write(*once.guards(table.Guard, repeat, view), known, created(row))
    return view


def fresh(by: Caller, book: table.PriceBook, variant_id: str, breaks: list[dict[str, int]]) -> table.Price:
    """A price that is not written yet."""
    price_id, at = clock.new_id(), clock.timestamp()
    row = table.Price(*table.price_keys(by.tenant, variant_id, book.id), id=price_id, created_at=at)
    row.price_book, row.variant, row.currency = book.id, variant_id, book.currency
    row.listed = lists.partition(by.tenant, _list_name(book.id), price_id)
    _next(by, row, events.PRICE_SET, {"breaks": breaks})
    return row


def created(row: table.Price) -> Step:
    """The step that writes a price where there is none, or where one was removed."""
    return tables.creates(row, _there_already, unless=table.Price.expires <= clock.now())


def change(by: Caller, book_id: str, variant_id: str, patch: schemas.PricePatch, if_match: int) -> dict[str, Any]:
    """Change a price: 2 calls, 1 where nothing changes."""
    row = there(by.tenant, book_id, variant_id, if_match)
    return amend(by, row, patched(schemas.NewPrice, row.view(), patch.given()).whole()["breaks"])


def amend(by: Caller, row: table.Price, breaks: list[dict[str, int]]) -> dict[str, Any]:
    """Give a price that was read other breaks: 1 call, none where they are the same."""
    before = row.view()
    changed = changes(before, {**before, "breaks": breaks})
    if changed:
        _next(by, row, events.PRICE_SET, {"breaks": breaks}, changed)
        tables.write(tables.updates(row))
    return row.view()


def remove(by: Caller, book_id: str, variant_id: str, if_match: int) -> None:
    """Take a price out of a book: 2 calls. It is gone at once; the row stays until DynamoDB takes it away."""
    row = there(by.tenant, book_id, variant_id, if_match)
    row.expires = clock.now()
    row.listed = row.update_key = None
    records.stamp(row, events.PRICE_REMOVED, by)
    tables.write(tables.updates(row))


def there(tenant: str, book_id: str, variant_id: str, if_match: int = ANY_VERSION) -> table.Price:
    """The latest version of a price; `NotFound` or `VersionMismatch` otherwise: 1 call."""
    row = tables.get(table.Price, *table.price_keys(tenant, variant_id, book_id), consistent=True)
    if row is None:
        raise NotFound("There is no such price.")
    records.must_match(row, if_match)
    return row


def in_book(by: Caller, book_id: str, part: Range) -> Page:
    """The prices in a book, by creation: 1 call for the book, 1 for each shard."""
    books.there(by.tenant, book_id)
    return lists.read(
        table.Price.by_creation, lists.partitions(by.tenant, _list_name(book_id)), part, table.ByCreation.id
    )


def of_variant(by: Caller, variant_id: str, part: Range) -> Page:
    """The prices of a variant, by the creation of their books: 2 calls."""
    finding.variant(by.tenant, variant_id)
    pk, _ = table.variant_keys(by.tenant, variant_id)
    within = Range("price#", "price#" + lists.LAST, part.after, part.newest_first, part.limit)
    return lists.read(table.Price, [pk], within, table.Price.sk)


def _next(by: Caller, row: table.Price, kind: Kind, said: dict[str, Any], changed: Iterable[str] = ()) -> None:
    fill(row, said)
    row.updated_at = clock.timestamp()
    row.update_key = f"{row.updated_at}#{row.id}"
    records.stamp(row, kind, by, changed)


def _list_name(book_id: str) -> str:
    return f"prices/{book_id}"


def _no_variant(_: Any) -> Exception:
    return NotFound("There is no such variant.")


def _there_already(_: Any) -> Exception:
    return AlreadyTaken("The variant has a price in this book; change that one.")

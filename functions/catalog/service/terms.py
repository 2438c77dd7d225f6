"""Price books and tax classes as they are stored: all of a tenant's, which are few."""

from collections.abc import Iterable
from typing import Any

from catalog import table
from catalog.domain.prices import Book
from onestop.tables import served


def books(tenant: str) -> list[table.PriceBook]:
    """All price books, by creation: 1 call."""
    return _stored(table.PriceBook, tenant, "book#")


def books_of(tenant: str, prices: Iterable[object]) -> dict[str, table.PriceBook]:
    """The price books by id, for whoever has prices to write: 1 call, none where there are no prices."""
    return {row.id: row for row in books(tenant)} if any(True for _ in prices) else {}


def classes(tenant: str) -> list[table.TaxClass]:
    """All tax classes, by code: 1 call."""
    return _stored(table.TaxClass, tenant, "tax#")


def both(tenant: str, *, consistent: bool) -> tuple[list[Book], dict[str, table.TaxClass]]:
    """What prices are made of: the books and the tax classes by code. 1 call, 0.5 read units for 4 KB
    (1 when consistent)."""
    with served():
        rows = list(table.Row.query(table.pricing_pk(tenant), consistent_read=consistent))
    taxes = {row.code: row for row in rows if isinstance(row, table.TaxClass)}
    return [_book(row) for row in rows if isinstance(row, table.PriceBook)], taxes


def _stored(model: type[Any], tenant: str, prefix: str) -> list[Any]:
    with served():
        return list(model.query(table.pricing_pk(tenant), model.sk.startswith(prefix), consistent_read=True))


def _book(row: table.PriceBook) -> Book:
    return Book(row.id, row.currency, row.segment, row.valid_from, row.valid_until, int(row.priority), row.tax_included)

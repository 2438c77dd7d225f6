"""Which price each line of a basket has, found in as few calls as there are hundreds of items to look at."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from catalog import table
from catalog.domain.prices import Book, amount_for
from onestop import tables
from onestop.tables import over

AT_ONCE = 100  # items in one BatchGetItem
Wanted = tuple[str, int]  # a variant and how many of it


class Won(NamedTuple):
    """The price of one piece in minor units, and the book in which it is written."""

    amount: int
    book: str


def winners(
    tenant: str, asked: Collection[Wanted], books: Sequence[Book], *, consistent: bool
) -> tuple[dict[str, table.Variant], dict[Wanted, Won]]:
    """The variants that exist, by id, and what has a price in one of the books; `books` are in the order of `ranked`.

    Variants are read together with their prices in the first books, as many as fit: 1 call for most baskets. Only what
    has no price there is looked up in the books that come after.
    """
    variants: dict[str, table.Variant] = {}
    won: dict[Wanted, Won] = {}
    keys, later = [table.variant_keys(tenant, each) for each in _ids(asked)], list(books)
    while keys or (later and len(won) < len(asked)):
        open_ = [each for each in asked if each not in won]
        width = max(1, (AT_ONCE - len(keys)) // len(_ids(open_)))
        now, later = later[:width], later[width:]
        keys += [table.price_keys(tenant, each, book.id) for book in now for each in _ids(open_)]
        rows = tables.get_many(table.Row, keys, consistent=consistent)
        variants |= {row.id: row for row in rows if isinstance(row, table.Variant)}
        won |= _won(open_, now, [row for row in rows if isinstance(row, table.Price) and not over(row)])
        keys = []
    return variants, won


def _ids(asked: Collection[Wanted]) -> list[str]:
    return list(dict.fromkeys(variant for variant, _ in asked))


def _won(asked: Collection[Wanted], books: Sequence[Book], prices: Sequence[table.Price]) -> dict[Wanted, Won]:
    breaks = {(row.variant, row.price_book): row.breaks for row in prices}
    found = {each: _first(each, books, breaks) for each in asked}
    return {each: won for each, won in found.items() if won}


def _first(wanted: Wanted, books: Sequence[Book], breaks: Mapping[tuple[str, str], list[dict[str, int]]]) -> Won | None:
    variant, quantity = wanted
    amounts = ((amount_for(breaks.get((variant, book.id), []), quantity), book.id) for book in books)
    return next((Won(amount, book) for amount, book in amounts if amount is not None), None)

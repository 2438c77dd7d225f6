"""Which price holds: a strict order of price books, and the price for a quantity in one of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from catalog.domain.periods import within


@dataclass(frozen=True, slots=True)
class Book:
    """What decides between price books. Moments are RFC 3339 texts, None is no bound."""

    id: str
    currency: str
    segment: str | None = None
    valid_from: str | None = None
    valid_until: str | None = None
    priority: int = 0
    tax_included: bool = False


def ranked(books: Iterable[Book], currency: str, segment: str | None, at: str) -> list[Book]:
    """The books that hold for a segment and a currency at a moment, the one that decides first.

    Those of the segment come before those for everybody; then the higher priority, then the later start. Books that
    are alike in all of that are told apart by their ids, of which the newest wins: there is never a draw.
    """
    holding = [each for each in books if _holds(each, currency, segment, at)]
    return sorted(holding, key=_rank, reverse=True)


def _holds(book: Book, currency: str, segment: str | None, at: str) -> bool:
    return (
        book.currency == currency and book.segment in (segment, None) and within(at, book.valid_from, book.valid_until)
    )


def _rank(book: Book) -> tuple[bool, int, str, str]:
    return book.segment is not None, book.priority, book.valid_from or "", book.id


def amount_for(breaks: Sequence[Mapping[str, int]], quantity: int) -> int | None:
    """The price of one piece in minor units if so many are bought; None below the smallest quantity that has one.

    `breaks` are `{"from": quantity, "amount": minor units}`, in any order.
    """
    reached = [each for each in breaks if each["from"] <= quantity]
    return max(reached, key=lambda each: each["from"])["amount"] if reached else None

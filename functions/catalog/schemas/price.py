"""What a variant costs in one price book."""

from typing import Annotated

from pydantic import AfterValidator, Field

from onestop.models import Amount, Currency, Model, Quantity, Timestamp, Ulid, patch_of


class Break(Model):
    """The price of one piece, in minor units of the book's currency, for whoever buys `from` pieces or more."""

    from_: Annotated[Quantity, Field(alias="from")] = 1
    amount: Amount


def _distinct(breaks: list[Break]) -> list[Break]:
    ordered = sorted(breaks, key=lambda each: each.from_)
    if len({each.from_ for each in ordered}) < len(ordered):
        raise ValueError("two prices begin at the same quantity")
    return ordered


Breaks = Annotated[list[Break], Field(min_length=1, max_length=20), AfterValidator(_distinct)]


class _Breaks(Model):
    breaks: Breaks


class NewPrice(_Breaks):
    """A price by quantity."""

    variant: Ulid


class BookPrice(_Breaks):
    """The same, said where the variant is: in which book."""

    price_book: Ulid


PricePatch = patch_of("PricePatch", _Breaks)


class Price(NewPrice):
    """What is shown."""

    id: Ulid
    price_book: Ulid
    currency: Currency
    created_at: Timestamp
    updated_at: Timestamp
    version: int

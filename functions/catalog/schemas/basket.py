"""What something would cost: the question and the answer."""

from typing import Annotated

from pydantic import Field

from catalog.schemas.price_book import Segment
from catalog.schemas.variant import Component
from onestop.models import Country, Currency, Language, Model, Money, Quantity, Rate, Sku, Timestamp, Ulid


class BasketLine(Model):
    """So many pieces of a variant."""

    variant: Ulid
    quantity: Quantity = 1


class Basket(Model):
    """For whom, where and when: without `at` it is now; a country chooses the rates of tax, a language the names."""

    currency: Currency
    segment: Segment | None = None
    country: Country | None = None
    language: Language | None = None
    at: Timestamp | None = None
    lines: Annotated[list[BasketLine], Field(min_length=1, max_length=200)]


class CostLine(Model):
    """What one line costs, and in which price book that is written. The components are what leaves the stock."""

    variant: Ulid
    sku: Sku
    name: str
    quantity: Quantity
    unit_price: Money
    amount: Money
    tax_rate: Rate
    tax_included: bool
    price_book: Ulid
    components: list[Component]


class Cost(Model):
    """The lines in the order in which they were asked for."""

    currency: Currency
    at: Timestamp
    lines: list[CostLine]

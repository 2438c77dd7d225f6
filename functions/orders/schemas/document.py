"""Invoices and credit notes."""

from typing import Annotated, Literal

from pydantic import Field

from onestop.http import ListQuery
from onestop.models import Model, Money, Rate, Text, Timestamp, Ulid
from orders.schemas.address import PostalAddress
from orders.schemas.saga import SagaMark

Series = Annotated[str, Field(pattern=r"^[0-9]{4}-[A-Z]$", examples=["2026-A"])]


class Totals(Model):
    """Before taxes, taxes, and both."""

    net: Money
    tax: Money
    gross: Money


class TaxTotal(Totals):
    """What is taxed at one rate."""

    rate: Rate


class DocumentLine(Totals):
    """So many pieces of a line of the order and what they come to; `unitPrice` is before discounts."""

    line: str
    sku: str | None
    name: str
    quantity: int
    unit_price: Money
    discount: Money
    tax_rate: Rate
    tax_included: bool


class Document(Model):
    """A snapshot that never changes. `issuedFor` is the shipment or the return, which also gives it its id.

    The amounts of a credit note are what is given back, not negative.
    """

    id: Ulid
    kind: Literal["invoice", "credit-note"]
    number: str
    series: str
    order: Ulid
    order_number: str
    customer: Ulid
    currency: str
    lines: list[DocumentLine]
    taxes: list[TaxTotal]
    totals: Totals
    shipping_address: PostalAddress | None
    billing_address: PostalAddress | None
    reason: Text | None
    issued_for: Ulid
    issued_at: Timestamp
    step: SagaMark | None
    version: int


class DocumentQuery(ListQuery):
    """The documents of a series, in the order of their numbers."""

    series: Series

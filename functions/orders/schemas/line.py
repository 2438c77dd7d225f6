"""The lines of an order: as they are asked for, and as they are shown with prices and taxes."""

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from onestop.models import Amount, Currency, Model, Money, Name, Quantity, Rate, Sku, Ulid

Percent = Annotated[str, StringConstraints(pattern=r"^(100|[0-9]{1,2})(\.[0-9]{1,4})?$"), Field(examples=["10", "2.5"])]


class UnitPrice(Model):
    """What one piece costs, in minor units of the order's currency."""

    amount: Amount
    currency: Currency


class Discount(Model):
    """What is taken off: either a share in per cent, as text, or an amount."""

    percent: Percent | None = None
    amount: UnitPrice | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.percent is None) == (self.amount is None):
            raise ValueError("say either percent or amount")
        if self.percent is not None and float(self.percent) > 100:
            raise ValueError("is more than everything")
        return self


class NewLine(Model):
    """Something of the catalogue, or a line in words such as shipping.

    With `variant` alone the catalogue says what it costs. A price of one's own comes with name, sku and tax rate, and
    needs the scope orders:price. Without `variant` a line has a name and a price, and nothing is taken from stock.
    """

    variant: Ulid | None = None
    location: Ulid | None = None
    quantity: Quantity = 1
    name: Name | None = None
    sku: Sku | None = None
    unit_price: UnitPrice | None = None
    tax_rate: Rate | None = None
    tax_included: bool | None = None
    discount: Discount | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        by_hand = (self.name, self.unit_price, self.tax_rate)
        if self.variant is None or self.unit_price is not None:
            if None in by_hand or (self.variant and self.sku is None):
                raise ValueError("a price of one's own comes with name, taxRate and, of a variant, sku")
        elif any(each is not None for each in (*by_hand, self.sku, self.tax_included)):
            raise ValueError("what the catalogue says is not said here; send unitPrice for a price of one's own")
        if self.location and self.variant is None:
            raise ValueError("a line without a variant has no location")
        return self


class StockComponent(Model):
    """What is taken from stock for one piece of a line."""

    variant: Ulid
    quantity: Quantity


class LineDiscount(Model):
    """What was taken off a line by its own discount."""

    percent: str | None
    amount: Money


class OrderLine(Model):
    """What is shown. `shared` is the line's part of the order's discount; net, tax and gross are after all discounts.

    `charged` is what its shipped pieces came to. The five last numbers count pieces; packed ones are in a shipment that
    has not been shipped.
    """

    line: str
    variant: Ulid | None
    location: Ulid | None
    sku: str | None
    name: str
    quantity: Quantity
    unit_price: Money
    discount: LineDiscount | None
    shared: Money
    net: Money
    tax: Money
    gross: Money
    charged: Money
    tax_rate: Rate
    tax_included: bool
    price_book: str | None
    components: list[StockComponent]
    packed: int
    shipped: int
    delivered: int
    cancelled: int
    returned: int

"""A variant of a product: what is sold, priced and stocked."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from catalog.schemas.price import BookPrice
from catalog.schemas.product import Names, Status
from catalog.schemas.tax import TaxCode
from onestop.http import ListQuery
from onestop.models import Model, Quantity, Short, Sku, Timestamp, Ulid, patch_of

Barcode = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{1,48}$")]
Grams = Annotated[int, Field(strict=True, ge=0, le=100_000_000)]


class Component(Model):
    """A variant that a bundle is made of, and how many of it."""

    variant: Ulid
    quantity: Quantity = 1


def _once_each(components: list[Component]) -> list[Component]:
    if len({each.variant for each in components}) < len(components):
        raise ValueError("a variant is there twice; say its quantity instead")
    return components


def _one_price_a_book(prices: list[BookPrice]) -> list[BookPrice]:
    if len({each.price_book for each in prices}) < len(prices):
        raise ValueError("a price book is there twice")
    return prices


Components = Annotated[list[Component], Field(max_length=20), AfterValidator(_once_each)]
Prices = Annotated[list[BookPrice], Field(max_length=10), AfterValidator(_one_price_a_book)]


class Goods(Model):
    """What of a variant may change. The weight is in grams; without a tax class no tax is due.

    The stock of what is `tracked` is counted; a service or a download is not.
    """

    sku: Sku
    options: Annotated[dict[Short, Short], Field(max_length=10)] = {}
    barcode: Barcode | None = None
    weight: Grams | None = None
    tax_class: TaxCode | None = None
    tracked: bool = True
    status: Literal["active", "retired"] = "active"


class NewVariant(Goods):
    """What POST takes. With components it is a bundle, which has a price of its own and the stock of its components."""

    components: Components = []
    prices: Prices = []


VariantPatch = patch_of("VariantPatch", Goods, options=dict[Short, Short | None] | None)


class Variant(Goods):
    """What is shown; the product's name and status are those of its product."""

    id: Ulid
    product: Ulid
    product_name: Names
    product_status: Status
    components: Components
    created_at: Timestamp
    updated_at: Timestamp
    version: int


class VariantQuery(ListQuery):
    """One way to look at the list: by SKU, or sorted by creation or last change."""

    sku: Sku | None = None
    updatedSince: Timestamp | None = None  # noqa: N815  the parameter's public name
    sort: Literal["createdAt", "-createdAt", "updatedAt", "-updatedAt"] | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.sku and (self.updatedSince or self.sort):
            raise ValueError("a SKU belongs to one variant; there is nothing to sort")
        if self.updatedSince and self.sort and self.sort.lstrip("-") != "updatedAt":
            raise ValueError("with updatedSince, the list is sorted by updatedAt")
        return self

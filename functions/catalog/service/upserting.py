"""One row of a list of products: what its SKU belongs to is changed, as far as the row says; what is new is added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from catalog import schemas, table
from catalog.service import finding, guarding, products, setting, variants
from catalog.service.variants import Books
from onestop import http, once, tables
from onestop.errors import Invalid
from onestop.identity import Caller
from onestop.once import Once
from onestop.shaping import patched
from onestop.tables import over


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was sent, as it was read, and the key under which it is repeated."""

    raw: dict[str, Any]
    read: schemas.ImportRow
    once: Once | None

    @property
    def sku(self) -> str:
        return str(self.read.variant.sku)


@dataclass(frozen=True, slots=True)
class There:
    """What a SKU belongs to: a variant, its product, and its prices by book."""

    variant: table.Variant
    product: table.Product
    prices: Mapping[str, table.Price]


def found(tenant: str, rows: Iterable[Row]) -> dict[str, There]:
    """What is there of some rows, by SKU: 3 calls for up to 100 rows, 1 more for each 100 prices in them."""
    by_sku = {row.sku: row.read.variant.prices for row in rows}
    there = finding.by_sku(tenant, by_sku)
    keys = [table.price_keys(tenant, there[sku].id, each.price_book) for sku in there for each in by_sku[sku]]
    prices = [row for row in tables.get_many(table.Price, keys, consistent=True) if not over(row)]
    owners = [table.product_keys(tenant, each) for each in dict.fromkeys(row.product for row in there.values())]
    products_ = {row.id: row for row in tables.get_many(table.Product, owners, consistent=True)}
    return {
        sku: There(row, products_[row.product], {each.price_book: each for each in prices if each.variant == row.id})
        for sku, row in there.items()
    }


def create(by: Caller, row: Row, books: Books) -> dict[str, Any]:
    """Add a product with its variant and prices: 1 call."""
    said = row.read.whole()
    del said["variant"]
    product, steps = products.fresh(by, said, variants=1)
    variant, more = variants.fresh(by, product, row.read.variant, books)
    made = {"sku": variant.sku, "product": product.id, "variant": variant.id}
    tables.write(*once.guards(table.Guard, row.once, made), *guarding.fitting([*steps, *more]))
    return made


def update(by: Caller, row: Row, there: There, books: Books) -> tuple[bool, dict[str, Any]]:
    """Change what differs, and say whether anything did: no call where nothing does.

    Each of price, variant and product is written by itself: a row that is sent again finishes what was begun.
    """
    before = (there.variant.version, there.product.version)
    prices = [_price(by, there, each, books) for each in row.read.whole()["variant"]["prices"]]
    _variant(by, there.variant, row.raw["variant"])
    own = {name: value for name, value in row.raw.items() if name != "variant"}
    patch = http.modelled(schemas.ProductPatch, own).given()
    products.amend(by, there.product, patched(schemas.NewProduct, there.product.view(), patch).whole())
    changed = any(prices) or before != (there.variant.version, there.product.version)
    return changed, {"sku": row.sku, "product": there.product.id, "variant": there.variant.id}


def _price(by: Caller, there: There, said: dict[str, Any], books: Books) -> bool:
    present = there.prices.get(said["priceBook"])
    if present is None:
        steps = variants.priced(by, there.variant.id, [said], books)
        tables.write(*steps)
        return True
    version = present.version
    setting.amend(by, present, said["breaks"])
    return bool(present.version != version)


def _variant(by: Caller, present: table.Variant, raw: dict[str, Any]) -> None:
    if raw.get("components", present.components) != present.components:
        raise Invalid(errors=[{"pointer": "/variant/components", "reason": "never change; make another bundle"}])
    own = {name: value for name, value in raw.items() if name not in ("components", "prices")}
    patch = http.modelled(schemas.VariantPatch, own).given()
    variants.amend(by, present, patched(schemas.NewVariant, present.view(), patch).whole())

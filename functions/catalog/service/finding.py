"""Finding products and variants: by id, by SKU, by label, and as a sorted list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from catalog import schemas, table
from onestop import lists, records, tables
from onestop.errors import NotFound
from onestop.http import ANY_VERSION
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.tables import served

SORTED_BY: dict[str, Any] = {"createdAt": table.ByCreation.id, "updatedAt": table.ByUpdate.update_key}


def product(tenant: str, product_id: str, if_match: int = ANY_VERSION, *, to_write: bool = False) -> table.Product:
    """A product; `NotFound` or `VersionMismatch` otherwise: 1 call, 0.5 read units (1 `to_write`)."""
    row = tables.get(table.Product, *table.product_keys(tenant, product_id), consistent=to_write)
    return _found(row, if_match, "product")


def variant(tenant: str, variant_id: str, if_match: int = ANY_VERSION, *, to_write: bool = False) -> table.Variant:
    """A variant; `NotFound` or `VersionMismatch` otherwise: 1 call, 0.5 read units (1 `to_write`)."""
    row = tables.get(table.Variant, *table.variant_keys(tenant, variant_id), consistent=to_write)
    return _found(row, if_match, "variant")


def _found(row: Any, if_match: int, what: str) -> Any:
    if row is None:
        raise NotFound(f"There is no such {what}.")
    records.must_match(row, if_match)
    return row


def variants_of(tenant: str, product_id: str) -> list[table.Variant]:
    """The latest versions of all variants of a product, by creation: 1 call for each shard and 1 for the variants."""
    partitions = lists.partitions(tenant, table.product_label(product_id))
    with served():
        ids = sorted(row.sk for each in partitions for row in table.Label.query(each, consistent_read=True))
    return tables.get_many(table.Variant, [table.variant_keys(tenant, each) for each in ids], consistent=True)


def variants_shown(tenant: str, product_id: str) -> list[table.Variant]:
    """The variants of a product; `NotFound` where there is no such product. 1 call more where it has none."""
    rows = variants_of(tenant, product_id)
    if not rows:
        product(tenant, product_id)
    return rows


def by_sku(tenant: str, skus: Iterable[str]) -> dict[str, table.Variant]:
    """The variants that have some SKUs, at most 100: 2 calls for all of them."""
    asked = {table.unique_pk(tenant, "sku", each): each for each in skus}
    holders = tables.get_many(table.Unique, [(pk, "guard") for pk in asked], consistent=True)
    keys = [table.variant_keys(tenant, row.holder) for row in holders]
    return {row.sku: row for row in tables.get_many(table.Variant, keys, consistent=True)}


def products(by: Caller, query: schemas.ProductQuery, part: Range) -> Page:
    """One page of products: 1 call for each shard, 1 more where a label is asked for."""
    if query.tag or query.category:
        label = f"tag/{query.tag}" if query.tag else f"category/{query.category}"
        found = lists.read(table.Label, lists.partitions(by.tenant, label), part, table.Label.sk)
        keys = [table.product_keys(by.tenant, row.sk) for row in found.rows]
        return Page(tables.get_many(table.Product, keys), found.position)
    return _sorted(table.Product, by.tenant, "products", query, part)


def variants(by: Caller, query: schemas.VariantQuery, part: Range) -> Page:
    """One page of variants: 1 call for each shard; 2 where a SKU is asked for."""
    if query.sku:
        return Page(list(by_sku(by.tenant, [query.sku]).values()))
    return _sorted(table.Variant, by.tenant, "variants", query, part)


def _sorted(model: Any, tenant: str, name: str, query: Any, part: Range) -> Page:
    sort, _ = order(query)
    index = model.by_update if sort == "updatedAt" else model.by_creation
    return lists.read(index, lists.partitions(tenant, name), part, SORTED_BY[sort])


def order(query: Any) -> tuple[str, bool]:
    """What a list is sorted by, and whether the latest comes first."""
    sort = query.sort or ("-updatedAt" if query.updatedSince else "-createdAt")
    return sort.lstrip("-"), sort.startswith("-")


def bounds(query: Any) -> dict[str, str]:
    """Which part of the sorted list a query asks for."""
    return {"low": query.updatedSince} if query.updatedSince else {}

"""Variants: added to a product and changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from catalog import events, schemas, table
from catalog.service import finding, guarding, setting, terms
from onestop import clock, lists, once, records, tables
from onestop.errors import Conflict, Invalid, VersionMismatch
from onestop.events import Kind, changes
from onestop.identity import Caller
from onestop.once import Once
from onestop.shaping import fill, patched
from onestop.tables import Step

MOST = 50  # of one product: a change of its name or status changes them in the same write
Books = Mapping[str, table.PriceBook]  # by id


def add(by: Caller, product_id: str, new: schemas.NewVariant, repeat: Once | None = None) -> dict[str, Any]:
    """Add a variant, with its prices, to a product and return it: 2 calls, 1 more where it has prices.

    Raises `NotFound` (the product), `AlreadyTaken` (the SKU), `Conflict` beyond 50 variants and `Invalid` for a tax
    class, a price book or a component that is not there.
    """
    once.replay(table.Guard, repeat)
    return records.settled(lambda: _add(by, product_id, new, repeat))


def _add(by: Caller, product_id: str, new: schemas.NewVariant, repeat: Once | None) -> dict[str, Any]:
    product = finding.product(by.tenant, product_id, to_write=True)
    if product.joined >= MOST:
        raise Conflict(f"The product has {MOST} variants already; that is the most.")
    row, steps = fresh(by, product, new, terms.books_of(by.tenant, new.prices))
    view = row.view()
    tables.write(*once.guards(table.Guard, repeat, view), *guarding.fitting([_joins(product), *steps]))
    return view


def _joins(product: table.Product) -> Step:
    """The step that counts a variant, if the product is still the one that was read and has room."""
    as_read = (table.Product.version == product.version) & (table.Product.joined < MOST)
    return Step("update", product, _renamed, as_read, (table.Product.joined.add(1),))


def fresh(
    by: Caller, product: table.Product, new: schemas.NewVariant, books: Books
) -> tuple[table.Variant, list[Step]]:
    """A variant that is not written yet, and the steps that write it with all that belongs to it."""
    said = new.whole()
    prices = said.pop("prices")
    variant_id, at = clock.new_id(), clock.timestamp()
    row = table.Variant(*table.variant_keys(by.tenant, variant_id), id=variant_id, product=product.id, created_at=at)
    row.product_name, row.product_status, row.bundle = product.name, product.status, bool(said["components"])
    row.listed = lists.partition(by.tenant, "variants", variant_id)
    fill(row, said)
    _stamp(row, events.VARIANT_ADDED, by, {})
    return row, [
        *guarding.unique(by.tenant, "sku", variant_id, None, row.sku),
        *_known(by.tenant, row),
        *guarding.labels(by.tenant, variant_id, set(), {table.product_label(product.id)}),
        tables.creates(row),
        *priced(by, variant_id, prices, books),
    ]


def change(by: Caller, variant_id: str, patch: schemas.VariantPatch, if_match: int) -> dict[str, Any]:
    """Apply a merge patch and return the new view: 2 calls, 1 where nothing changes."""
    row = finding.variant(by.tenant, variant_id, if_match, to_write=True)
    return amend(by, row, patched(schemas.NewVariant, row.view(), patch.given()).whole())


def amend(by: Caller, row: table.Variant, said: dict[str, Any]) -> dict[str, Any]:
    """Let a variant that was read be as `said`; what it is made of and costs stays: 1 call, none where it is so."""
    before = row.view()
    asked = {name: value for name, value in said.items() if name not in ("components", "prices")}
    changed = changes(before, {**before, **asked})
    if not changed:
        return before
    fill(row, asked)
    _stamp(row, events.VARIANT_CHANGED, by, changed)
    steps = guarding.unique(by.tenant, "sku", row.id, before["sku"], row.sku)
    known = _taxed(by.tenant, row.tax_class) if "taxClass" in changed else []
    tables.write(*steps, *known, tables.updates(row))
    return row.view()


def _stamp(row: table.Variant, kind: Kind, by: Caller, changed: dict[str, Any]) -> None:
    row.updated_at = clock.timestamp()
    row.update_key = f"{row.updated_at}#{row.id}"
    records.stamp(row, kind, by, changed)


def _known(tenant: str, row: table.Variant) -> list[Step]:
    """The steps that check what a variant refers to: its tax class, and the components of a bundle."""
    keys = [table.variant_keys(tenant, each["variant"]) for each in row.components]
    single = table.Variant.bundle == False  # noqa: E712  an expression for DynamoDB, not for Python
    return [
        *_taxed(tenant, row.tax_class),
        *(
            Step("check", table.Variant(*each), _wrong(f"/components/{n}/variant", "is none, or a bundle"), single)
            for n, each in enumerate(keys)
        ),
    ]


def _taxed(tenant: str, code: str | None) -> list[Step]:
    if code is None:
        return []
    row = table.TaxClass(*table.tax_keys(tenant, code))
    return [Step("check", row, _wrong("/taxClass", "is no tax class here"), table.TaxClass.pk.exists())]


def priced(by: Caller, variant_id: str, prices: list[dict[str, Any]], books: Books) -> list[Step]:
    """The steps that write the first prices of a variant; `Invalid` where a book is not among those given."""
    missing = [n for n, each in enumerate(prices) if each["priceBook"] not in books]
    if missing:
        raise Invalid(errors=[{"pointer": f"/prices/{n}/priceBook", "reason": "is none here"} for n in missing])
    rows = (setting.fresh(by, books[each["priceBook"]], variant_id, each["breaks"]) for each in prices)
    return [setting.created(row) for row in rows]


def _wrong(pointer: str, reason: str) -> Callable[[Any], Exception]:
    return lambda _: Invalid(errors=[{"pointer": pointer, "reason": reason}])


def _renamed(_: Any) -> Exception:
    return VersionMismatch("The product was changed while this request was under way.")

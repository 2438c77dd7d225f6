"""Products: added and changed. What is no longer sold is retired; documents go on naming it."""

from __future__ import annotations

from typing import Any

from catalog import events, schemas, table
from catalog.domain.labels import labels
from catalog.service import finding, guarding
from onestop import clock, lists, once, records, tables
from onestop.errors import RequestInProgress, VersionMismatch
from onestop.events import Kind, changes
from onestop.identity import Caller
from onestop.once import Once
from onestop.shaping import fill, patched
from onestop.tables import Step

SHARED = {"name": "productName", "status": "productStatus"}  # what a variant knows of its product


def add(by: Caller, new: schemas.NewProduct, repeat: Once | None = None) -> dict[str, Any]:
    """Add a product without variants and return it: 1 call."""
    row, steps = fresh(by, new.whole())
    view = row.view()
    tables.write(*once.guards(table.Guard, repeat, view), *guarding.fitting(steps))
    return view


def fresh(by: Caller, said: dict[str, Any], variants: int = 0) -> tuple[table.Product, list[Step]]:
    """A product that is not written yet, and the steps that write it with the labels it is found under.

    `variants` are written with it.
    """
    product_id, at = clock.new_id(), clock.timestamp()
    row = table.Product(*table.product_keys(by.tenant, product_id), id=product_id, created_at=at, joined=variants)
    row.listed = lists.partition(by.tenant, "products", product_id)
    fill(row, said)
    _stamp(row, events.PRODUCT_ADDED, by, {})
    return row, [*guarding.labels(by.tenant, row.id, set(), labels(said)), tables.creates(row)]


def change(by: Caller, product_id: str, patch: schemas.ProductPatch, if_match: int) -> dict[str, Any]:
    """Apply a merge patch and return the new view: 2 calls, 1 where nothing changes.

    2 more where name or status change: the variants show them, too, and are written in the same transaction.
    `RequestInProgress` where somebody else adds or changes a variant meanwhile.
    """
    row = finding.product(by.tenant, product_id, if_match, to_write=True)
    return amend(by, row, patched(schemas.NewProduct, row.view(), patch.given()).whole())


def amend(by: Caller, row: table.Product, said: dict[str, Any]) -> dict[str, Any]:
    """Let a product that was read be as `said`: what `change` does after its first call."""
    before = row.view()
    changed = changes(before, {**before, **said})
    if not changed:
        return before
    fill(row, said)
    _stamp(row, events.PRODUCT_CHANGED, by, changed)
    steps = [
        *guarding.labels(by.tenant, row.id, labels(before), labels(said)),
        *(_telling(by, row) if changed.keys() & SHARED else ()),
    ]
    tables.write(*guarding.fitting(steps), _updates(row))
    return row.view()


def _updates(row: table.Product) -> Step:
    """The step that writes the next version of a product, if it still has the variants that it had when it was read."""
    before = int(row.version) - 1
    as_read = (table.Product.version == before) & (table.Product.joined == row.joined)

    def refused(raw: dict[str, Any] | None) -> Exception:
        same = raw is not None and table.Product.from_raw_data(raw).version == before
        return _other(raw) if same else VersionMismatch("The record was changed while this request was under way.")

    return Step("save", row, refused, as_read)


def _stamp(row: table.Product, kind: Kind, by: Caller, changed: dict[str, Any]) -> None:
    row.updated_at = clock.timestamp()
    row.update_key = f"{row.updated_at}#{row.id}"
    records.stamp(row, kind, by, changed)


def _telling(by: Caller, product: table.Product) -> list[Step]:
    """The steps that let all variants of a product know its name and status."""
    shown = product.view()
    told = {theirs: shown[ours] for ours, theirs in SHARED.items()}
    return [_told(by, variant, told) for variant in finding.variants_of(by.tenant, product.id)]


def _told(by: Caller, variant: table.Variant, told: dict[str, Any]) -> Step:
    before = variant.view()
    fill(variant, told)
    variant.updated_at = clock.timestamp()
    variant.update_key = f"{variant.updated_at}#{variant.id}"
    records.stamp(variant, events.VARIANT_CHANGED, by, changes(before, variant.view()))
    return tables.updates(variant, _other)


def _other(_: Any) -> Exception:
    return RequestInProgress("Somebody is adding or changing a variant of this product; try again in a moment.")

"""What is known of a variant's shards before anything is taken from them.

What a process remembers only guides: whether there are enough pieces is decided by the condition of the write. So a
process may be wrong for a minute about where a variant is kept, and never about how many pieces it promises.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from catalog import table
from catalog.domain import stock_places
from catalog.domain.stock import Count, Place
from catalog.domain.stock_picking import Shelf
from catalog.service import stock_locations, stock_tidying
from onestop import clock, tables
from onestop.errors import ProductUnavailable
from onestop.snapshots import snapshot

REMEMBERED = 60  # seconds
MOST = 10_000  # variants that a process remembers
_known: dict[tuple[str, str], tuple[float, Kept]] = {}


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a variant can be taken from, the best location first; `shelves` is None where it needs no stock.

    `counts` are there where somebody has just looked; `certain` where all shards were seen at the same moment.
    """

    shelves: tuple[Shelf, ...] | None = None
    places: Mapping[str, Any] = field(default_factory=dict)
    counts: Mapping[Place, Count] = field(default_factory=dict)
    certain: bool = False


def remembered(tenant: str, variants: Iterable[str]) -> dict[str, Kept]:
    """Where the variants are kept: no call where that is remembered, else 1 for all, and 1 a minute for the locations.

    Raises `ProductUnavailable` for what is not for sale, or is a bundle.
    """
    found, unknown = {}, []
    for variant in dict.fromkeys(variants):
        read_at, kept = _known.get((tenant, variant), (0.0, None))
        if kept is not None and time.monotonic() - read_at < REMEMBERED:
            found[variant] = kept
        else:
            unknown.append(variant)
    return found | _looked_up(tenant, unknown)


def looked(tenant: str, variant: str) -> Kept:
    """How many pieces each shard has: 2 calls. What moves meanwhile may be seen twice or not at all."""
    places = layout(tenant, variant)
    keys = [table.shard_keys(tenant, place) for place in stock_places.every(variant, places)]
    return _seen(tenant, variant, places, tables.get_many(table.Shard, keys, consistent=True))


def certain(tenant: str, variant: str) -> Kept:
    """How many pieces each shard had at one and the same moment: 2 calls."""
    places = layout(tenant, variant)
    while True:
        keys = [table.shard_keys(tenant, place) for place in stock_places.every(variant, places)]
        rows = snapshot(table.Row, [table.layout_keys(tenant, variant), *keys])
        now_laid_out = rows[0].places if rows else {}
        if now_laid_out == places:
            return replace(_seen(tenant, variant, places, rows[1:]), certain=True)
        places = now_laid_out  # shards were made meanwhile, and pieces may have moved there


def layout(tenant: str, variant: str) -> Mapping[str, Any]:
    """Where a variant is kept, as of now: 1 call."""
    row = tables.get(table.Layout, *table.layout_keys(tenant, variant), consistent=True)
    return row.places if row else {}


def in_use(kept: Kept, place: Place) -> bool:
    """Whether new pieces may be put on a shard."""
    return place.shard < kept.places.get(place.location, {"shards": 0})["shards"]


def forget(tenant: str, variant: str) -> None:
    """Look again when it is needed next."""
    _known.pop((tenant, variant), None)


def _looked_up(tenant: str, variants: list[str]) -> dict[str, Kept]:
    if not variants:
        return {}
    keys = [keys_of(tenant, each) for each in variants for keys_of in (table.variant_keys, table.layout_keys)]
    rows = {(row.pk, row.sk): row for row in tables.get_many(table.Row, keys, consistent=True)}
    return {
        each: _kept(tenant, each, rows.get(table.variant_keys(tenant, each)), rows.get(table.layout_keys(tenant, each)))
        for each in variants
    }


def _kept(tenant: str, variant_id: str, variant: Any, laid_out: Any) -> Kept:
    if variant is None or variant.bundle or {variant.status, variant.product_status} != {"active"}:
        raise ProductUnavailable(
            "One of the variants is not for sale, or is sold by its components.", variant=variant_id
        )
    if not variant.tracked:
        return _remember(tenant, variant_id, Kept())
    places = laid_out.places if laid_out else {}
    shelves = stock_places.ranked(stock_places.in_use(variant_id, places), stock_locations.priorities(tenant, places))
    return _remember(tenant, variant_id, Kept(shelves, places))


def _seen(tenant: str, variant: str, places: Mapping[str, Any], rows: list[Any]) -> Kept:
    now = clock.now()
    counts = {row.place: row.count for row in rows}
    for place, count in counts.items():
        if count.crowded(now):
            counts[place] = stock_tidying.tidied(tenant, place)
    shelves = [Shelf(place, count.free(now)) for place, count in counts.items()]
    ranked = stock_places.ranked(shelves, stock_locations.priorities(tenant, places))
    _remember(tenant, variant, Kept(ranked, places))
    return Kept(ranked, places, counts)


def _remember(tenant: str, variant: str, kept: Kept) -> Kept:
    if len(_known) >= MOST:
        _known.clear()
    _known[tenant, variant] = (time.monotonic(), kept)
    return kept

"""In how many shards a variant is counted at a location, and how many pieces there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from catalog import schemas, table
from catalog.domain import stock_places
from catalog.domain.stock import Change, Count, Place
from catalog.domain.stock_levelling import moves
from catalog.service import stock_locations, stock_shelves
from onestop import clock, records, tables
from onestop.errors import Conflict, Invalid, NotFound
from onestop.identity import Caller
from onestop.tables import Step, creates, updates

Level = dict[str, Any]


class _TooFew(Exception):
    """A shard has fewer pieces than it had: the others are moved all the same."""


def level(by: Caller, variant_id: str) -> Level:
    """How many pieces there are, and where: 2 calls. Holds that are over are available, freed or not."""
    keys = [table.variant_keys(by.tenant, variant_id), table.layout_keys(by.tenant, variant_id)]
    found = {type(row): row for row in tables.get_many(table.Row, keys)}
    if table.Variant not in found:
        raise NotFound("There is no such variant.")
    variant, laid_out = found[table.Variant], found.get(table.Layout)
    places = laid_out.places if laid_out else {}
    counts = _counts(by.tenant, stock_places.every(variant_id, places))
    at_each = [_at(location, said, counts) for location, said in sorted(places.items())]
    whole = {name: sum(each[name] for each in at_each) for name in ("onHand", "available", "held", "allocated")}
    return {"variant": variant_id, "tracked": variant.tracked and not variant.bundle, **whole, "locations": at_each}


def lay_out(by: Caller, variant_id: str, location_id: str, new: schemas.NewLayout) -> Level:
    """Count a variant in so many shards at a location, spread its free pieces over them, and return the level there.

    7 calls, and 1 for each shard whose pieces are moved; what is promised stays where it is. `Conflict` beyond 96
    shards of a variant, `RequestInProgress` where others keep changing the same.
    """
    stock_locations.there(by.tenant, location_id)
    if not level(by, variant_id)["tracked"]:
        raise Invalid("A variant that is not tracked, or a bundle, has no stock.")
    places = records.settled(lambda: _laid_out(by.tenant, variant_id, location_id, new))
    mine = [place for place in stock_places.every(variant_id, places) if place.location == location_id]
    _level_out(by.tenant, mine, new.shards)
    stock_shelves.forget(by.tenant, variant_id)
    return _at(location_id, places[location_id], _counts(by.tenant, mine))


def writes(tenant: str, variant: str, before: Any, places: stock_places.Places) -> Step:
    """The step that makes `places` the layout of a variant; `VersionMismatch` unless it is still as `before`.

    Raises `Conflict` beyond 96 shards: one transaction has to read all of them.
    """
    if sum(each["made"] for each in places.values()) > stock_places.MOST_PLACES:
        raise Conflict(f"A variant has at most {stock_places.MOST_PLACES} shards at all locations together.")
    row = table.Layout(*table.layout_keys(tenant, variant), places=dict(places))
    row.version = 1 if before is None else before.version + 1
    return creates(row) if before is None else updates(row)


def _laid_out(tenant: str, variant: str, location: str, new: schemas.NewLayout) -> stock_places.Places:
    before = tables.get(table.Layout, *table.layout_keys(tenant, variant), consistent=True)
    places = before.places if before else {}
    made = places.get(location, {"made": 0})["made"]
    after = {**places, location: {"shards": new.shards, "made": max(made, new.shards), "safety": new.safety}}
    fresh = [creates(table.new_shard(tenant, Place(variant, location, n))) for n in range(made, new.shards)]
    tables.write(writes(tenant, variant, before, after), *fresh)
    return after


def _level_out(tenant: str, places: list[Place], in_use: int) -> None:
    """Each move is a transaction of its own: a shard from which others take is passed over, the rest is done."""
    counts = _counts(tenant, places)
    for source, target, some in moves([counts[place].available for place in places], in_use):
        changes = Change(places[source], available=-some), Change(places[target], available=some)
        with suppress(_TooFew):
            tables.write(*[table.changing(tenant, each, _too_few) for each in changes])


def _counts(tenant: str, places: Iterable[Place]) -> dict[Place, Count]:
    keys = [table.shard_keys(tenant, place) for place in places]
    return {row.place: row.count for row in tables.get_many(table.Shard, keys, consistent=True)}


def _at(location: str, said: Mapping[str, Any], counts: Mapping[Place, Count]) -> Level:
    now = clock.now()
    mine = [count for place, count in counts.items() if place.location == location]
    free = sum(count.free(now) for count in mine)
    return {
        "location": location,
        "onHand": sum(count.on_hand for count in mine),
        "available": free,
        "held": sum(count.held(now) for count in mine),
        "allocated": sum(count.allocated for count in mine),
        "shards": said["shards"],
        "safety": said["safety"],
        "low": free < said["safety"],
    }


def _too_few(_: Any) -> Exception:
    return _TooFew()

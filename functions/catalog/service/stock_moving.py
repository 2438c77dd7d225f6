"""Pieces that come and go otherwise than by orders, and the record of every movement."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from catalog import events, schemas, table
from catalog.domain.stock import Change, Place, freeing, together
from catalog.domain.stock_levelling import spread
from catalog.domain.stock_picking import Lack, Pick, Shelf, Want, picked
from catalog.service import finding, stock_layouts, stock_locations, stock_shelves
from catalog.service.stock_shelves import Kept
from onestop import clock, lists, once, records, tables
from onestop.errors import Conflict, Invalid, OutOfStock, RequestInProgress
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.once import Once, Replayed
from onestop.tables import Step, creates
from onestop.tasks import Task

TRIES = 8
FIRST = {"shards": 1, "made": 1, "safety": 0}


class _TooFew(Exception):
    """Somebody else was faster."""


def adjust(by: Caller, new: schemas.NewAdjustment, repeat: Once | None = None) -> dict[str, Any]:
    """Let pieces come or go and return the movement: 3 calls where they come, 4 where they go.

    Raises `OutOfStock` where more would go than are promised to nobody, `Invalid` for a variant that needs no stock
    or a location that there is not, `Conflict` where it is kept in too many places already.
    """
    _must_be_kept(by.tenant, new)
    row = _movement(by.tenant, new.variant, new.location, new.delta, new.reason)
    row.note, row.reference = new.note, new.reference
    records.stamp(row, events.STOCK_ADJUSTED, by)
    beside = [*once.guards(table.Guard, repeat, row.view()), creates(row)]
    if new.delta > 0:
        records.settled(lambda: tables.write(*beside, *_arriving(by.tenant, new.variant, new.location, new.delta)))
    else:
        _take(by.tenant, Want("", new.variant, -new.delta, new.location), beside, repeat)
    return row.view()


def movements(by: Caller, variant_id: str, part: Range) -> Page:
    """The movements of a variant, the newest first: 2 calls. Raises `NotFound` where there is no such variant."""
    finding.variant(by.tenant, variant_id)
    pk, _ = table.movement_keys(by.tenant, variant_id, "")
    return lists.read(table.Movement, [pk], part, table.Movement.sk)


def restock(task: Task) -> dict[str, Any]:
    """Pieces come back from a customer: 4 calls a line, each line once. Those that need no stock are passed over."""
    for number, line in enumerate(task.asked.lines):
        with suppress(Replayed):
            records.settled(lambda at=number, line=line: _restocked(task, at, line))
    return {}


def left(task: Task, row: Any, parts: Iterable[Pick], reference: str) -> list[Any]:
    """The movements of pieces that leave with a shipment; the reservation carries the event of them all."""
    gone: dict[tuple[str, str], int] = {}
    for part in parts:
        if part.location is not None:
            where = part.variant, part.location
            gone[where] = gone.get(where, 0) + part.quantity
    made = [_movement(task.by.tenant, *where, -quantity, "issue") for where, quantity in gone.items()]
    for each in made:
        each.reference, each.order, each.customer, each.step = reference, row.order, row.customer, task.mark()
        each.version = 1
    return made


def _must_be_kept(tenant: str, new: schemas.NewAdjustment) -> None:
    keys = [table.variant_keys(tenant, new.variant), (table.locations_pk(tenant), new.location)]
    found = {type(row): row for row in tables.get_many(table.Row, keys)}
    variant, location = found.get(table.Variant), found.get(table.Location)
    if variant is None or not variant.tracked or variant.bundle:
        raise Invalid(errors=[{"pointer": "/variant", "reason": "is no variant that is kept in stock"}])
    if location is None or (location.retired and new.delta > 0):
        raise Invalid(errors=[{"pointer": "/location", "reason": "is no location in use"}])


def _movement(tenant: str, variant: str, location: str, delta: int, reason: str) -> Any:
    movement_id = clock.new_id()
    row = table.Movement(*table.movement_keys(tenant, variant, movement_id), id=movement_id, at=clock.timestamp())
    row.variant, row.location, row.delta, row.reason = variant, location, delta, reason
    return row


def _arriving(tenant: str, variant: str, location: str, quantity: int) -> list[Step]:
    """The steps that put pieces on the shards of a location, or on its first one where there is none yet: 1 call."""
    laid_out = tables.get(table.Layout, *table.layout_keys(tenant, variant), consistent=True)
    places = laid_out.places if laid_out else {}
    if location not in places:
        stock_shelves.forget(tenant, variant)
        first = table.new_shard(tenant, Place(variant, location, 0), quantity)
        return [stock_layouts.writes(tenant, variant, laid_out, {**places, location: FIRST}), creates(first)]
    parts = enumerate(spread(quantity, places[location]["shards"]))
    changes = [Change(Place(variant, location, shard), available=some) for shard, some in parts if some]
    return [table.changing(tenant, each, _too_few) for each in changes]


def _take(tenant: str, want: Want, beside: list[Step], repeat: Once | None) -> None:
    """Let free pieces go; what is promised stays."""
    look = stock_shelves.looked
    for _ in range(TRIES):
        kept = look(tenant, want.variant)
        changes, lacks = _taken(want, kept)
        if lacks and kept.certain:
            once.replay(table.Guard, repeat)
            raise OutOfStock("So many are not there, or are promised.", lacking=[asdict(each) for each in lacks])
        if lacks:
            look = stock_shelves.certain
            continue
        with suppress(_TooFew):
            return tables.write(*beside, *[table.changing(tenant, each, _too_few) for each in changes])
    raise RequestInProgress("Others are writing the same stock; try again in a moment.")


def _taken(want: Want, kept: Kept) -> tuple[list[Change], list[Lack]]:
    now = clock.now()
    shelves = [Shelf(place, count.free(now)) for place, count in kept.counts.items()]
    picks, lacks = picked([want], {want.variant: shelves}, want.variant)
    going = [Change(pick.place, available=-pick.quantity) for pick in picks if pick.place]
    over = [change for each in going for change in freeing(each.place, kept.counts[each.place], now)]
    return together([*going, *over]), lacks


def _restocked(task: Task, number: int, line: Any) -> None:
    tenant, asked = task.by.tenant, task.asked
    variant = tables.get(table.Variant, *table.variant_keys(tenant, line.variant))
    if variant is None or not variant.tracked or variant.bundle:
        return
    location = _home(tenant, line)
    row = _movement(tenant, line.variant, location, line.quantity, "restock")
    row.reference, row.order, row.customer, row.step = asked.restock, asked.order, asked.customer, task.mark()
    records.stamp(row, events.STOCK_RESTOCKED, task.by)
    done = table.Unique(table.unique_pk(tenant, "restock", f"{asked.restock}/{number}"), "guard", holder=row.id)
    arriving = _arriving(tenant, line.variant, location, line.quantity)
    tables.write(creates(done, _done_before), creates(row), *arriving)


def _home(tenant: str, line: Any) -> str:
    """Where pieces go: where they are sent if that is in use, else where the variant is, else the best location."""
    places = stock_shelves.layout(tenant, line.variant)
    ranks = stock_locations.priorities(tenant, {*places, line.location} - {None})
    if line.location in ranks:
        return str(line.location)
    choice = [location for location in ranks if location in places] or list(ranks)
    if not choice:
        raise Conflict("There is no location to which pieces could come back.")
    return min(choice, key=lambda location: (ranks[location], location))


def _too_few(_: Any) -> Exception:
    return _TooFew()


def _done_before(_: Any) -> Exception:
    return Replayed(None)

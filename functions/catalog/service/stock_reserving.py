"""Reserving: pieces are held for an order, all of its lines or none, in one transaction.

The usual case reads nothing. Which shard has enough is a guess, the condition of the write decides; only where the
guess was wrong does anybody look.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import Any

from catalog import events, table
from catalog.domain.stock import Change, Place, bucket_of, end_of_hold, freeing, together
from catalog.domain.stock_levelling import relief
from catalog.domain.stock_picking import Lack, Pick, Want, picked
from catalog.domain.stock_reservation import HELD, RELEASED, takes
from catalog.service import stock_shelves
from catalog.service.stock_shelves import Kept
from onestop import clock, records, tables
from onestop.errors import Conflict, OutOfStock, ProductUnavailable, RequestInProgress, ReservationOver, TooLarge
from onestop.once import Replayed
from onestop.tasks import Task

TRIES = 12  # each finds out about one more variant, or that somebody was faster
MOST_SHARDS = 99  # and the reservation itself: a transaction has 100 items
SHOWN = ("line", "variant", "location", "shard", "quantity")


class _Dry(Exception):
    """A shard has too few pieces, or is not there."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


def reserve(task: Task) -> dict[str, Any]:
    """Hold the pieces: 1 call, 2 where a variant is not remembered, 2 more for each shard that was too empty.

    The same reservation again is answered as it was made. Raises `OutOfStock` with what is lacking,
    `ProductUnavailable`, `ReservationOver` where it was released or its time is over, `Conflict` where it was made for
    other lines, `RequestInProgress` where others keep being faster.
    """
    try:
        return _answer(_held(task))
    except Replayed as repeat:
        return _answer(_as_made(repeat.made, task))
    except (OutOfStock, ProductUnavailable):
        there = tables.get(table.Reservation, *_keys(task), consistent=True)
        if there is None:
            raise
        return _answer(_as_made(there, task))


def _held(task: Task) -> Any:
    tenant, asked = task.by.tenant, task.asked
    wants = [Want(**line.model_dump()) for line in asked.lines]
    kept = stock_shelves.remembered(tenant, (want.variant for want in wants))
    dry: Place | None = None
    for _ in range(TRIES):
        picks, lacks = picked(wants, {variant: each.shelves for variant, each in kept.items()}, asked.reservation)
        if lacks:
            kept |= {variant: stock_shelves.certain(tenant, variant) for variant in _doubtful(lacks, kept)}
            continue
        try:
            return _write(task, picks, kept, dry)
        except _Dry as failure:
            dry = failure.place
            kept[dry.variant] = stock_shelves.looked(tenant, dry.variant)
    raise RequestInProgress("Others are reserving the same pieces; try again in a moment.")


def _doubtful(lacks: Iterable[Lack], kept: Mapping[str, Kept]) -> set[str]:
    """The variants that may not lack after all; `OutOfStock` where there is no doubt about one."""
    sure = [asdict(lack) for lack in lacks if kept[lack.variant].certain]
    if sure:
        raise OutOfStock(lacking=sure)
    return {lack.variant for lack in lacks}


def _write(task: Task, picks: list[Pick], kept: Mapping[str, Kept], dry: Place | None) -> Any:
    end = end_of_hold(clock.now(), task.asked.seconds)
    changes = _changes(takes(picks, bucket_of(end)), kept, dry)
    if len(changes) > MOST_SHARDS:
        raise TooLarge(f"An order takes its pieces from at most {MOST_SHARDS} places.")
    row = _reservation(task, picks, end)
    taking = [table.changing(task.by.tenant, each, partial(_too_few, each.place)) for each in changes]
    tables.write(tables.creates(row, _made_before), *taking)
    return row


def _changes(taken: list[Change], kept: Mapping[str, Kept], dry: Place | None) -> list[Change]:
    """What is taken; where somebody has looked, holds that are over are freed with it and a dry shard is filled."""
    counts = {place: count for each in kept.values() for place, count in each.counts.items()}
    now, seen = clock.now(), [each.place for each in taken if each.place in counts]
    over = [change for place in seen for change in freeing(place, counts[place], now)]
    room = len(taken) < MOST_SHARDS - 1
    filling = relief(dry, counts, taken) if dry and room and stock_shelves.in_use(kept[dry.variant], dry) else []
    return together([*taken, *over, *filling])


def _reservation(task: Task, picks: list[Pick], end: datetime) -> Any:
    asked, at = task.asked, clock.timestamp()
    row = table.Reservation(*_keys(task), id=asked.reservation, order=asked.order, customer=asked.customer)
    row.state, row.until, row.created_at, row.updated_at = HELD, clock.rfc3339(end), at, at
    row.lines = [line.whole() for line in asked.lines]
    row.picks = [asdict(pick) for pick in picks]
    row.step = task.mark()
    records.stamp(row, events.STOCK_RESERVED, task.by)
    return row


def _as_made(there: Any, task: Task) -> Any:
    """A reservation that was made before, if it is this one and still holds."""
    if there.state == RELEASED or (there.state == HELD and there.until <= clock.timestamp()):
        raise ReservationOver()
    if there.lines != [line.whole() for line in task.asked.lines]:
        raise Conflict("This reservation was made for other lines.")
    return there


def _answer(row: Any) -> dict[str, Any]:
    picks = [{name: pick[name] for name in SHOWN} for pick in row.picks if pick["location"] is not None]
    return {"reservation": row.id, "until": row.until, "picks": picks}


def _keys(task: Task) -> tuple[str, str]:
    return table.reservation_keys(task.by.tenant, task.asked.reservation)


def _made_before(raw: dict[str, Any] | None) -> Exception:
    return Replayed(table.Reservation.from_raw_data(raw)) if raw else RequestInProgress()


def _too_few(place: Place, _: Any) -> Exception:
    return _Dry(place)

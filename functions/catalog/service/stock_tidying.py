"""Freeing holds that are over, before there are so many that a shard becomes large.

Nobody has to wait for it: what is over counts as free wherever it is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from zlib import crc32

from catalog import table
from catalog.domain.stock import Count, Place, freeing
from onestop import clock, records, tables
from onestop.errors import RequestInProgress

EVERY = 16  # reservations that end, and one of them tidies the shards that it was in


class _Freed(Exception):
    """Somebody else has freed some of them: look again."""


def now_and_then(tenant: str, reservation_id: str, places: Iterable[Place]) -> None:
    """For one in 16 reservations: 2 calls for each shard where something is over."""
    if crc32(reservation_id.encode()) % EVERY == 0:
        for place in places:
            tidied(tenant, place)


def tidied(tenant: str, place: Place) -> Count:
    """Free all that is over in a shard, and return its numbers: 1 call, and 2 for each 100 buckets that are freed."""
    for _ in range(records.TRIES):
        row = tables.get(table.Shard, *table.shard_keys(tenant, place), consistent=True)
        count = row.count if row else Count()
        changes = freeing(place, count, clock.now())
        if not changes:
            return count
        with suppress(_Freed):
            tables.write(*[table.changing(tenant, each, _freed) for each in changes])
    raise RequestInProgress("Others are writing the same stock; try again in a moment.")


def _freed(_: Any) -> Exception:
    return _Freed()

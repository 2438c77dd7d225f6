"""Whether the stock in a table adds up: every number once more, from what it has to come from.

What is on hand is the sum of all movements, what is allocated is what reservations still wait for, what is held are
the reservations whose time is not over. Takes the items of any engine, as boto3's resource shows them.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

Item = Mapping[str, Any]
Numbers = Counter[tuple[Any, ...]]


def amiss(items: Iterable[Item], now: datetime) -> list[str]:
    """What does not add up, in words; nothing where all is well."""
    rows = list(items)
    shards = [row for row in rows if row["type"] == "shard"]
    reservations = [row for row in rows if row["type"] == "reservation"]
    return [
        *_below_zero(shards),
        *_differing("on hand", _on_hand(shards), _moved(rows)),
        *_differing("allocated", _allocated(shards), _waited_for(reservations)),
        *_differing("held", _held(shards, now), _promised(reservations, now)),
    ]


def _below_zero(shards: Iterable[Item]) -> Iterator[str]:
    for row in shards:
        if min(row["available"], row["allocated"], *row["holds"].values(), 0) < 0:
            yield f"a number below 0: {dict(row)}"


def _differing(what: str, counted: Numbers, reckoned: Numbers) -> Iterator[str]:
    for where in sorted({*counted, *reckoned}, key=str):
        if counted[where] != reckoned[where]:
            yield f"{what} at {where}: {counted[where]} are counted, {reckoned[where]} should be"


def _on_hand(shards: Iterable[Item]) -> Numbers:
    numbers: Numbers = Counter()
    for row in shards:
        pieces = int(row["available"] + row["allocated"] + sum(row["holds"].values()))
        numbers[row["variant"], row["location"]] += pieces
    return numbers


def _moved(rows: Iterable[Item]) -> Numbers:
    numbers: Numbers = Counter()
    for row in rows:
        if row["type"] == "movement":
            numbers[row["variant"], row["location"]] += int(row["delta"])
    return numbers


def _allocated(shards: Iterable[Item]) -> Numbers:
    return Counter({(row["variant"], row["location"], int(row["shard"])): int(row["allocated"]) for row in shards})


def _waited_for(reservations: Iterable[Item]) -> Numbers:
    numbers: Numbers = Counter()
    for where, left in _picks(reservations, "allocated"):
        numbers[where] += left
    return numbers


def _held(shards: Iterable[Item], now: datetime) -> Numbers:
    numbers: Numbers = Counter()
    for row in shards:
        live = [int(some) for bucket, some in row["holds"].items() if int(bucket) > now.timestamp()]
        numbers[row["variant"], row["location"], int(row["shard"])] += sum(live)
    return numbers


def _promised(reservations: Iterable[Item], now: datetime) -> Numbers:
    numbers: Numbers = Counter()
    live = [row for row in reservations if row.get("until") and datetime.fromisoformat(row["until"]) > now]
    for where, left in _picks(live, "held"):
        numbers[where] += left
    return numbers


def _picks(reservations: Iterable[Item], state: str) -> Iterator[tuple[tuple[Any, ...], int]]:
    """Each place from which reservations of a state wait for pieces, and for how many."""
    for row in reservations:
        for pick in json.loads(row["picks"]) if row["state"] == state else []:
            if pick["location"] is not None:
                left = pick["quantity"] - pick["issued"] - pick["returned"]
                yield (pick["variant"], pick["location"], pick["shard"]), left

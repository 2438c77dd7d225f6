"""The timeline against the log: which entries there have to be, and which there are."""

import importlib
import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from local.ledger.rows import named
from local.ledger.scanning import Item

LOGGED = ("pk", "sk", "id", "time", "customers")  # of an entry of the log
TOLD = ("pk", "sk", "purged")
WHOLE = "*"  # in place of an entry: the story is over, and nothing more is told of it
Place = tuple[str, str]


class Due(NamedTuple):
    """An entry that has to be there: its keys, and the event (of version `sequence` of a record) that it tells."""

    story: str
    entry: str
    record: str
    sequence: int
    event: str
    at: str


def due(items: Iterable[Item]) -> Iterator[Due]:
    """What entries of the log demand: one entry for each customer whom an event is about."""
    table = importlib.import_module("timeline.table")
    for item in items:
        record, event, at = item["pk"]["S"], item["id"]["S"], item["time"]["S"]
        tenant, sequence = named(record)[0], int(item["sk"]["S"].partition("#")[0])
        for customer in dict.fromkeys(json.loads(item["customers"]["S"])):
            yield Due(table.story_pk(tenant, customer), f"{at}#{event}", record, sequence, event, at)


def told(items: Iterable[Item]) -> Iterator[Place]:
    """The entries that there are; the tombstone of a purged customer stands for all of them."""
    for item in items:
        yield item["pk"]["S"], WHOLE if item.get("purged", {}).get("BOOL") else item["sk"]["S"]

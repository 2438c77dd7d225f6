"""Where a variant is kept, and in how many shards."""

from collections.abc import Mapping
from typing import Any

from catalog.domain.stock import Place
from catalog.domain.stock_picking import Shelf

MOST_SHARDS = 64  # of a variant at one location
MOST_PLACES = 96  # of a variant in all: one transaction reads them together
Places = Mapping[str, Mapping[str, Any]]  # by location: "shards" in use, "made" ever, "safety"


def every(variant: str, places: Places) -> list[Place]:
    """All shards that were ever made, those that are not in use any more included."""
    return [Place(variant, location, shard) for location, said in places.items() for shard in range(said["made"])]


def in_use(variant: str, places: Places) -> list[Shelf]:
    """The shards in use, of which nobody knows yet how many pieces they have."""
    return [
        Shelf(Place(variant, location, shard)) for location, said in places.items() for shard in range(said["shards"])
    ]


def ranked(shelves: list[Shelf], priorities: Mapping[str, int]) -> tuple[Shelf, ...]:
    """The best location first; those that are not among the `priorities` are left out."""
    known = [shelf for shelf in shelves if shelf.place.location in priorities]
    return tuple(sorted(known, key=lambda shelf: (priorities[shelf.place.location], shelf.place)))

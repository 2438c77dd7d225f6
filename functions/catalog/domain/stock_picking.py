"""From which shards an order takes its pieces."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from zlib import crc32

from catalog.domain.stock import Place


@dataclass(frozen=True, slots=True)
class Want:
    """So many pieces for a line of an order, from one location or from wherever they are."""

    line: str
    variant: str
    quantity: int
    location: str | None = None


@dataclass(frozen=True, slots=True)
class Pick:
    """Pieces for a line and where they are counted; without a place they need no stock, as services do.

    `issued` of them have left, `returned` of them were given back.
    """

    line: str
    variant: str
    quantity: int
    location: str | None = None
    shard: int | None = None
    issued: int = 0
    returned: int = 0

    @property
    def left(self) -> int:
        return self.quantity - self.issued - self.returned

    @property
    def place(self) -> Place | None:
        if self.location is None or self.shard is None:
            return None
        return Place(self.variant, self.location, self.shard)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A shard and how many pieces are free there; None where nobody has looked, which is taken for enough."""

    place: Place
    free: int | None = None


@dataclass(frozen=True, slots=True)
class Lack:
    """Of a variant so many are wanted, and so many are there."""

    variant: str
    wanted: int
    available: int


Shelves = Mapping[str, Sequence[Shelf] | None]


def picked(wants: Iterable[Want], shelves: Shelves, seed: str) -> tuple[list[Pick], list[Lack]]:
    """The picks of all lines, and what there is too little of.

    `shelves` are those of each variant, the best location first; None where a variant needs no stock. A line comes from
    the first location that has enough for it, there from one shard if one has enough, and is split where it must be.
    `seed` chooses among the shards of a location: different orders begin at different ones.
    """
    left = {shelf.place: shelf.free for each in shelves.values() for shelf in each or ()}
    picks, lacks = [], []
    for want in wants:
        found = shelves[want.variant]
        if found is None:
            picks.append(Pick(want.line, want.variant, want.quantity))
            continue
        takes = _takes(want.quantity, _in_order(want, found, seed), left)
        if takes is None:
            free = sum(left[shelf.place] or 0 for shelf in found if want.location in (None, shelf.place.location))
            lacks.append(Lack(want.variant, want.quantity, free))
            continue
        for place, quantity in takes:
            picks.append(Pick(want.line, want.variant, quantity, place.location, place.shard))
            left[place] = None if left[place] is None else left[place] - quantity
    return picks, lacks


def _in_order(want: Want, shelves: Sequence[Shelf], seed: str) -> list[list[Place]]:
    """The shards of each location in question, beginning with the order's own."""
    chosen = [shelf.place for shelf in shelves if want.location in (None, shelf.place.location)]
    start = crc32(f"{seed}{want.variant}".encode())
    return [_turned(list(places), start) for _, places in groupby(chosen, key=lambda place: place.location)]


def _turned(places: list[Place], start: int) -> list[Place]:
    at = start % len(places)
    return places[at:] + places[:at]


def _takes(
    quantity: int, by_location: list[list[Place]], left: Mapping[Place, int | None]
) -> list[tuple[Place, int]] | None:
    """Which shards give how many; None where there are not so many."""
    for places in by_location:
        whole = next((place for place in places if _has(left[place], quantity)), None)
        if whole is not None:
            return [(whole, quantity)]
        if sum(left[place] or 0 for place in places) >= quantity:
            return list(_greedily(quantity, places, left))
    everywhere = [place for places in by_location for place in places]
    if sum(left[place] or 0 for place in everywhere) < quantity:
        return None
    return list(_greedily(quantity, everywhere, left))


def _has(free: int | None, quantity: int) -> bool:
    return free is None or free >= quantity


def _greedily(quantity: int, places: Iterable[Place], left: Mapping[Place, int | None]) -> Iterator[tuple[Place, int]]:
    for place in places:
        taken = min(quantity, left[place] or 0)
        if taken > 0:
            yield place, taken
            quantity -= taken

"""How pieces are spread over the shards of a location."""

from collections.abc import Iterable, Mapping, Sequence

from catalog.domain.stock import Change, Count, Place

LEAST = 2  # pieces: fewer are not worth a move


def spread(quantity: int, shards: int) -> list[int]:
    """A quantity in as many parts as there are shards, none more than one above another."""
    each, rest = divmod(quantity, shards)
    return [each + (number < rest) for number in range(shards)]


def moves(free: Sequence[int], in_use: int) -> list[tuple[int, int, int]]:
    """`(from, to, how many)` that make the first `in_use` shards even and the others empty: one less than shards."""
    wanted = [*spread(sum(free), in_use), *[0] * (len(free) - in_use)]
    above = [[number, have - want] for number, (have, want) in enumerate(zip(free, wanted, strict=True)) if have > want]
    below = [[number, want - have] for number, (have, want) in enumerate(zip(free, wanted, strict=True)) if want > have]
    made = []
    while above and below:
        some = min(above[-1][1], below[-1][1])
        made.append((above[-1][0], below[-1][0], some))
        for side in (above, below):
            side[-1][1] -= some
            if not side[-1][1]:
                side.pop()
    return made


def relief(dry: Place, counts: Mapping[Place, Count], taken: Iterable[Change]) -> list[Change]:
    """What gives a dry shard half of what the richest one at its location has more than it, after what is `taken`."""
    going = {change.place: change.available for change in taken}
    near = {
        place: count.available + going.get(place, 0)
        for place, count in counts.items()
        if (place.variant, place.location) == (dry.variant, dry.location)
    }
    if dry not in near:
        return []
    richest = max(near, key=lambda place: near[place])
    some = (near[richest] - max(near[dry], 0)) // 2
    return [Change(richest, available=-some), Change(dry, available=some)] if some >= LEAST else []

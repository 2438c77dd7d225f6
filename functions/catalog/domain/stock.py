"""Stock as it is counted: the numbers of one shard, and by how much an operation changes them.

The stock of a variant at a location is split in shards, so that not everybody who buys it writes the same record. Of
each piece a shard says whether it is free (`available`), promised for a while (`holds`) or promised for good
(`allocated`); together these are what is on hand.

Holds are kept as quantities by the second at which they end, not by whose they are: a shard stays small however many
people buy, and a hold whose end has passed is free without anybody having to write that down.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

NARROWEST = 10  # seconds: holds that end within the same ten seconds are counted together
MOST_FREED = 100  # buckets in one write: an expression of DynamoDB has 4 KB and 300 operators
EPOCH = datetime.fromtimestamp(0, UTC)


class Place(NamedTuple):
    """Where pieces are counted."""

    variant: str
    location: str
    shard: int


@dataclass(frozen=True, slots=True)
class Count:
    """The numbers of one shard. `holds` are quantities by bucket: the second since 1970 at which they end, as text."""

    available: int = 0
    allocated: int = 0
    holds: Mapping[str, int] = field(default_factory=dict)

    def expired(self, now: datetime) -> dict[str, int]:
        """The buckets that are over, those that nobody is in any more included."""
        return {bucket: quantity for bucket, quantity in self.holds.items() if end_of(bucket) <= now}

    def held(self, now: datetime) -> int:
        return sum(self.holds.values()) - sum(self.expired(now).values())

    def free(self, now: datetime) -> int:
        """What can be promised at this moment."""
        return self.available + sum(self.expired(now).values())

    def crowded(self, now: datetime) -> bool:
        """Whether more holds are over than one write can free."""
        return len(self.expired(now)) > MOST_FREED

    @property
    def on_hand(self) -> int:
        return self.available + sum(self.holds.values()) + self.allocated


@dataclass(frozen=True, slots=True)
class Change:
    """By how much the numbers of a shard change, all at once; it is refused where one of them would fall below 0.

    `held` is for the hold that ends with `bucket`. `expired` are holds that are over and become available with this;
    it is refused where they are not what they were when somebody looked.
    """

    place: Place
    available: int = 0
    allocated: int = 0
    held: int = 0
    bucket: str = ""
    expired: Mapping[str, int] = field(default_factory=dict)


def freeing(place: Place, count: Count, now: datetime) -> list[Change]:
    """What makes holds that are over available, at most 100 of them; nothing where there are none."""
    over = dict(sorted(count.expired(now).items())[:MOST_FREED])
    return [Change(place, available=sum(over.values()), expired=over)] if over else []


def end_of_hold(now: datetime, seconds: int) -> datetime:
    """When a hold for `seconds` ends: no earlier, and at most 10 s or a hundredth later, so that many end together."""
    width = max(NARROWEST, -(-seconds // (100 * NARROWEST)) * NARROWEST)
    asked = -((EPOCH - now - timedelta(seconds=seconds)) // timedelta(seconds=1))
    return EPOCH + timedelta(seconds=-(-asked // width) * width)


def bucket_of(end: datetime) -> str:
    """The bucket of holds that end then."""
    return str((end - EPOCH) // timedelta(seconds=1))


def end_of(bucket: str) -> datetime:
    """The moment at which the holds of a bucket end; from then on they are free."""
    return EPOCH + timedelta(seconds=int(bucket))


def together(changes: Iterable[Change]) -> list[Change]:
    """One change for each shard: a transaction may touch a record only once. All are of the same bucket."""
    of_each: dict[Place, Change] = {}
    for each in changes:
        of_each[each.place] = _sum(of_each[each.place], each) if each.place in of_each else each
    return list(of_each.values())


def _sum(one: Change, other: Change) -> Change:
    return Change(
        one.place,
        one.available + other.available,
        one.allocated + other.allocated,
        one.held + other.held,
        one.bucket or other.bucket,
        {**one.expired, **other.expired},
    )

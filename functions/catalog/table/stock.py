"""Pieces: where a variant is kept, how many there are in each shard, and every movement that made it so."""

from typing import Any

from catalog.domain.stock import Change, Count, Place
from catalog.table.base import Row
from onestop.pynamo import Attribute, Condition, JSONAttribute, NumberAttribute, UnicodeAttribute
from onestop.tables import Refusal, Step, key


class QuantitiesAttribute(Attribute[dict[str, int]]):
    """A map of numbers, each of which an update can change on its own."""

    attr_type = "M"

    def serialize(self, value: dict[str, int]) -> dict[str, dict[str, str]]:
        return {name: {"N": str(quantity)} for name, quantity in value.items()}

    def deserialize(self, value: dict[str, dict[str, str]]) -> dict[str, int]:
        return {name: int(quantity["N"]) for name, quantity in value.items()}


class Layout(Row, discriminator="layout"):
    """Where a variant is kept: `{location: {"shards", "made", "safety"}}`.

    Of the shards that were ever `made` of a location, the first `shards` are in use: a reservation remembers its
    shard, so none is ever removed.
    """

    places = JSONAttribute(default=dict)


class Shard(Row, discriminator="shard"):
    """The numbers of one shard: see `domain.stock`."""

    variant = UnicodeAttribute()
    location = UnicodeAttribute()
    shard = NumberAttribute()
    available = NumberAttribute(default=0)
    allocated = NumberAttribute(default=0)
    holds = QuantitiesAttribute(default=dict)

    @property
    def place(self) -> Place:
        return Place(self.variant, self.location, int(self.shard))

    @property
    def count(self) -> Count:
        return Count(int(self.available), int(self.allocated), self.holds)


class Movement(Row, discriminator="movement"):
    """So many pieces came or went. The movements of a variant at a location add up to what is on hand there."""

    PUBLIC = (
        "id", "variant", "location", "delta", "reason", "note", "reference", "order", "customer", "step", "at",
        "version",
    )  # fmt: skip

    id = UnicodeAttribute()
    variant = UnicodeAttribute()
    location = UnicodeAttribute()
    delta = NumberAttribute()
    reason = UnicodeAttribute()
    note = UnicodeAttribute(null=True)
    reference = UnicodeAttribute(null=True)
    order = UnicodeAttribute(null=True)
    customer = UnicodeAttribute(null=True)
    step = JSONAttribute(null=True)
    at = UnicodeAttribute()

    def subject(self) -> str:
        return f"stock-movements/{self.id}"

    def about(self) -> list[str]:
        return [self.customer] if self.customer else []


def layout_keys(tenant: str, variant_id: str) -> tuple[str, str]:
    return key(tenant, "stock", variant_id), "layout"


def shard_keys(tenant: str, place: Place) -> tuple[str, str]:
    """Each shard has a partition of its own: what is written often is not written in one place."""
    return key(tenant, "stock", place.variant, place.location, str(place.shard)), "shard"


def movement_keys(tenant: str, variant_id: str, movement_id: str) -> tuple[str, str]:
    return key(tenant, "movements", variant_id), movement_id


def new_shard(tenant: str, place: Place, available: int = 0) -> Shard:
    """A shard as it begins."""
    return Shard(
        *shard_keys(tenant, place),
        variant=place.variant,
        location=place.location,
        shard=place.shard,
        available=available,
    )


def changing(tenant: str, change: Change, refused: Refusal) -> Step:
    """The step that changes a shard; refused where a number would fall below 0, or expired holds are others by now."""
    condition, actions = Shard.pk.exists(), []
    for number, by in ((Shard.available, change.available), (Shard.allocated, change.allocated)):
        if by:
            actions.append(number.set(number + by))
            condition = _covered(condition, number, by)
    if change.held:
        hold = Shard.holds[change.bucket]
        actions.append(hold.set((hold | 0) + change.held))
        condition = _covered(condition, hold, change.held)
    for bucket, quantity in change.expired.items():
        actions.append(Shard.holds[bucket].remove())
        condition &= Shard.holds[bucket] == quantity
    return Step("update", Shard(*shard_keys(tenant, change.place)), refused, condition, tuple(actions))


def _covered(condition: Condition, number: Any, by: int) -> Condition:
    return condition & (number >= -by) if by < 0 else condition

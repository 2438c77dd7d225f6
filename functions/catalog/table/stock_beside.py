"""What stock is promised by, and where it can be: reservations and locations."""

from catalog.table.base import Row
from onestop.pynamo import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from onestop.tables import key


class Reservation(Row, discriminator="reservation"):
    """Pieces promised to an order.

    `until` ends a hold. `done` tells of each issue and release, by its id, how many pieces of which line it has
    settled so far. One that was released before it was made is there without lines, to refuse what comes late.
    """

    PUBLIC = (
        "id", "order", "customer", "state", "until", "lines", "picks", "done", "step", "created_at", "updated_at",
        "version",
    )  # fmt: skip

    id = UnicodeAttribute()
    order = UnicodeAttribute()
    customer = UnicodeAttribute()
    state = UnicodeAttribute()
    until = UnicodeAttribute(null=True)
    lines = JSONAttribute(default=list)
    picks = JSONAttribute(default=list)
    done = JSONAttribute(default=dict)
    step = JSONAttribute(null=True)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"reservations/{self.id}"

    def about(self) -> list[str]:
        return [self.customer]


class Location(Row, discriminator="location"):
    """Where pieces can be: a warehouse, a shop. Orders take from the lowest `priority` first."""

    PUBLIC = ("id", "name", "priority", "country", "retired", "created_at", "updated_at", "version")

    id = UnicodeAttribute()
    name = UnicodeAttribute()
    priority = NumberAttribute(default=100)
    country = UnicodeAttribute(null=True)
    retired = BooleanAttribute(default=False)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"locations/{self.id}"


def reservation_keys(tenant: str, reservation_id: str) -> tuple[str, str]:
    return key(tenant, "reservation", reservation_id), "record"


def locations_pk(tenant: str) -> str:
    """The partition of all locations of a tenant: they are few, and needed together."""
    return key(tenant, "locations")

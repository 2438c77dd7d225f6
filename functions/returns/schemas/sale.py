"""What can still be returned of an order."""

from onestop.models import Model, Timestamp, Ulid


class ReturnableLine(Model):
    """Pieces of one line: shipped, in returns that are under way or done, taken back, and still to be claimed.

    `paid` is what was invoiced for the shipped ones, in minor units.
    """

    line: str
    variant: Ulid | None
    sku: str | None
    name: str
    shipped: int
    claimed: int
    accepted: int
    returnable: int
    paid: int


class Returnable(Model):
    """`until` is the last moment for a return; null while nothing was shipped."""

    order: Ulid
    customer: Ulid
    currency: str
    until: Timestamp | None
    lines: list[ReturnableLine]

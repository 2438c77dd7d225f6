"""What stands beside a record: what is unique, and what was done once."""

from onestop import once
from onestop.pynamo import UnicodeAttribute
from onestop.tables import key
from orders.table.base import Row


class Unique(Row, discriminator="unique"):
    """Which order has a number or an external id."""

    order = UnicodeAttribute()


class Guard(Row, once.Guard, discriminator="once"):
    """An idempotency key and what it made."""


def unique_pk(tenant: str, what: str, value: str) -> str:
    return key(tenant, "unique", what, value)

"""What stands beside a record: what is unique, and what was done once."""

from onestop import once
from onestop.pynamo import UnicodeAttribute
from onestop.tables import key
from tickets.table.base import Row


class Unique(Row, discriminator="unique"):
    """Which ticket has a number or an external id."""

    ticket = UnicodeAttribute()


class Guard(Row, once.Guard, discriminator="once"):
    """An idempotency key and what it made."""


def unique_pk(tenant: str, what: str, value: str) -> str:
    return key(tenant, "unique", what, value)

"""What stands beside a record: what is unique, under which label it is found, what was done once."""

from catalog.table.base import Row
from onestop import once
from onestop.pynamo import UnicodeAttribute
from onestop.tables import key


class Unique(Row, discriminator="unique"):
    """Which variant has a SKU, which price book a name."""

    holder = UnicodeAttribute()


class Label(Row, discriminator="label"):
    """One product under a tag or its category, or one variant under its product."""


class Guard(Row, once.Guard, discriminator="once"):
    """An idempotency key and what it made."""


def unique_pk(tenant: str, what: str, value: str) -> str:
    return key(tenant, "unique", what, value)


def product_label(product_id: str) -> str:
    """The label under which the variants of a product are found."""
    return f"product/{product_id}"

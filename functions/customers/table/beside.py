"""What stands beside a record: what is unique, what looks alike, under which label it is found, what was done once."""

from customers.table.base import Row
from onestop import once
from onestop.pynamo import UnicodeAttribute, UnicodeSetAttribute
from onestop.tables import key


class Unique(Row, discriminator="unique"):
    """Who has an e-mail address, a phone, a domain or an external id; for links, which link it is."""

    customer = UnicodeAttribute()


class Match(Row, discriminator="match"):
    """The customers that share a match key; without `customers` nobody has it any more."""

    customers = UnicodeSetAttribute(null=True)


class Label(Row, discriminator="label"):
    """One customer under one label: a tag, an owner or a static list."""


class Guard(Row, once.Guard, discriminator="once"):
    """An idempotency key and what it made."""


def unique_pk(tenant: str, what: str, value: str) -> str:
    return key(tenant, "unique", what, value)


def match_pk(tenant: str, digest: str) -> str:
    return key(tenant, "match", digest)

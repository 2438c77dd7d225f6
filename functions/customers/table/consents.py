"""What a customer permits: the present state, what was said before, and the look-up by address."""

from typing import ClassVar

from customers.table.base import Row
from customers.table.customer import customer_pk
from onestop.pynamo import UnicodeAttribute
from onestop.tables import key


class _Said(Row):
    PUBLIC: ClassVar[tuple[str, ...]] = (
        "id", "customer", "channel", "address", "purpose", "state", "source", "evidence", "at", "version",
    )  # fmt: skip

    id = UnicodeAttribute()
    customer = UnicodeAttribute()
    channel = UnicodeAttribute()
    address = UnicodeAttribute()
    purpose = UnicodeAttribute()
    state = UnicodeAttribute()
    source = UnicodeAttribute()
    evidence = UnicodeAttribute(null=True)
    at = UnicodeAttribute()


class Consent(_Said, discriminator="consent"):
    """What holds now for one channel, address and purpose of a customer."""

    def subject(self) -> str:
        return f"consents/{self.id}"

    def about(self) -> list[str]:
        return [self.customer]


class Statement(_Said, discriminator="statement"):
    """One of the things that were said; it is never changed."""


class Standing(_Said, discriminator="standing"):
    """The last thing that anybody said about an address, found by the address alone."""


def consent_keys(tenant: str, customer_id: str, *which: str) -> tuple[str, str]:
    """`which` is channel, purpose and address."""
    return customer_pk(tenant, customer_id), key("consent", *which)


def statement_keys(tenant: str, customer_id: str, statement_id: str) -> tuple[str, str]:
    return customer_pk(tenant, customer_id), f"said#{statement_id}"


def standing_keys(tenant: str, address: str, purpose: str, channel: str) -> tuple[str, str]:
    return key(tenant, "consents", address), key(purpose, channel)

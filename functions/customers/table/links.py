"""How customers belong together."""

from typing import ClassVar

from customers.table.base import Row
from customers.table.customer import customer_pk
from onestop.pynamo import BooleanAttribute, UnicodeAttribute


class _Side(Row):
    """What both sides of a link hold: `customer` is the `role` of `other`."""

    PUBLIC: ClassVar[tuple[str, ...]] = (
        "id", "customer", "other", "role", "primary", "since", "until", "created_at", "version",
    )  # fmt: skip

    id = UnicodeAttribute()
    customer = UnicodeAttribute()
    other = UnicodeAttribute()
    role = UnicodeAttribute()
    primary = BooleanAttribute(default=False)
    since = UnicodeAttribute(null=True)
    until = UnicodeAttribute(null=True)
    created_at = UnicodeAttribute(attr_name="createdAt")


class Link(_Side, discriminator="link"):
    """A link, where its `customer` is; it carries the event."""

    def subject(self) -> str:
        return f"links/{self.id}"

    def about(self) -> list[str]:
        return [self.customer, self.other]


class Mirror(_Side, discriminator="mirror"):
    """The same link where the other customer is, so that either side is listed by one query."""


def link_keys(tenant: str, customer_id: str, link_id: str) -> tuple[str, str]:
    return customer_pk(tenant, customer_id), f"link#{link_id}"

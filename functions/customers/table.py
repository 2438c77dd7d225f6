"""The table `customers`: which items there are and how they are found.

    customer      <tenant>#customer#<id>            record
    unique key    <tenant>#unique#<what>#<value>    guard        points to the one customer that has it
    match key     <tenant>#match#<digest>           guard        the customers that share it
    label         <tenant>#<label>#<shard>          <id>         a tag, an owner or a static list, and who is in it
    idempotency   <tenant>#once#<route>#<key>       guard

The three indexes list customers (and, in partitions of their own, the trash) by creation, name and last change.
"""

import os
from typing import Any

from pynamodb.attributes import (
    DiscriminatorAttribute,
    JSONAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from onestop import once, tables
from onestop.tables import key


class Row(tables.Row):
    class Meta(tables.Meta):
        table_name = os.environ["CUSTOMERS_TABLE"]

    type = DiscriminatorAttribute()


class ByCreation(GlobalSecondaryIndex):
    class Meta:
        index_name, projection = "by-creation", AllProjection()

    listed = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class ByName(GlobalSecondaryIndex):
    class Meta:
        index_name, projection = "by-name", AllProjection()

    listed = UnicodeAttribute(hash_key=True)
    name_key = UnicodeAttribute(range_key=True, attr_name="nameKey")


class ByUpdate(GlobalSecondaryIndex):
    class Meta:
        index_name, projection = "by-update", AllProjection()

    listed = UnicodeAttribute(hash_key=True)
    update_key = UnicodeAttribute(range_key=True, attr_name="updateKey")


class Customer(Row, discriminator="customer"):
    """A person or an organisation. `listed` and the two keys place it in the indexes."""

    PUBLIC = (
        "id", "kind", "name", "given_name", "family_name", "emails", "phones", "addresses", "domains", "birth_date",
        "company", "language", "owner", "tags", "external_ids", "custom", "visibility", "collaborators", "followers",
        "created_at", "updated_at", "deleted_at", "version",
    )  # fmt: skip

    by_creation, by_name, by_update = ByCreation(), ByName(), ByUpdate()
    listed = UnicodeAttribute()
    name_key = UnicodeAttribute(attr_name="nameKey")
    update_key = UnicodeAttribute(attr_name="updateKey")

    id = UnicodeAttribute()
    kind = UnicodeAttribute()
    name = UnicodeAttribute()
    given_name = UnicodeAttribute(attr_name="givenName", null=True)
    family_name = UnicodeAttribute(attr_name="familyName", null=True)
    emails = JSONAttribute(default=list)
    phones = JSONAttribute(default=list)
    addresses = JSONAttribute(default=list)
    domains = JSONAttribute(default=list)
    birth_date = UnicodeAttribute(attr_name="birthDate", null=True)
    company = UnicodeAttribute(null=True)
    language = UnicodeAttribute(null=True)
    owner = UnicodeAttribute(null=True)
    tags = JSONAttribute(default=list)
    external_ids = JSONAttribute(attr_name="externalIds", default=dict)
    custom = JSONAttribute(default=dict)
    visibility = UnicodeAttribute(default="everyone")
    collaborators = JSONAttribute(default=list)
    followers = JSONAttribute(default=list)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")
    deleted_at = UnicodeAttribute(attr_name="deletedAt", null=True)

    def subject(self) -> str:
        return f"customers/{self.id}"

    def about(self) -> list[str]:
        return [self.id]


class Unique(Row, discriminator="unique"):
    """Who has an e-mail address, a phone, a domain or an external id."""

    customer = UnicodeAttribute()


class Match(Row, discriminator="match"):
    """The customers that share a match key; without `customers` nobody has it any more."""

    customers = UnicodeSetAttribute(null=True)


class Label(Row, discriminator="label"):
    """One customer under one label."""


class Guard(Row, once.Guard, discriminator="once"):
    """An idempotency key and what it made."""


def customer_pk(tenant: str, customer_id: str) -> str:
    """The partition of a customer and of all that hangs on it."""
    return key(tenant, "customer", customer_id)


def unique_pk(tenant: str, what: str, value: str) -> str:
    return key(tenant, "unique", what, value)


def match_pk(tenant: str, digest: str) -> str:
    return key(tenant, "match", digest)


def fetch(tenant: str, customer_id: str, *, consistent: bool = False) -> Any:
    """A customer, or None: 1 call, 0.5 read units."""
    return tables.get(Customer, customer_pk(tenant, customer_id), "record", consistent=consistent)


Row._get_connection()  # one connection for all classes of this table: the base has to be first

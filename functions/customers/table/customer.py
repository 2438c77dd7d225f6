"""The customer itself."""

from typing import Any

from customers.table.base import ByCreation, ByName, ByUpdate, Row
from onestop import tables
from onestop.pynamo import JSONAttribute, UnicodeAttribute
from onestop.tables import key


class Customer(Row, discriminator="customer"):
    """A person or an organisation. `listed` and the two keys place it in the indexes.

    `purging` says who has it removed before its time: a stream tells what was removed, never by whom.
    """

    PUBLIC = (
        "id", "kind", "name", "given_name", "family_name", "emails", "phones", "addresses", "domains", "birth_date",
        "company", "language", "owner", "tags", "external_ids", "custom", "visibility", "collaborators", "followers",
        "created_at", "updated_at", "deleted_at", "version",
    )  # fmt: skip

    by_creation, by_name, by_update = ByCreation(), ByName(), ByUpdate()
    listed = UnicodeAttribute()
    name_key = UnicodeAttribute(attr_name="nameKey")
    update_key = UnicodeAttribute(attr_name="updateKey")
    purging = JSONAttribute(null=True)

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


def customer_pk(tenant: str, customer_id: str) -> str:
    """The partition of a customer and of all that hangs on it."""
    return key(tenant, "customer", customer_id)


def fetch(tenant: str, customer_id: str, *, consistent: bool = False) -> Any:
    """A customer, or None: 1 call, 0.5 read units."""
    return tables.get(Customer, customer_pk(tenant, customer_id), "record", consistent=consistent)

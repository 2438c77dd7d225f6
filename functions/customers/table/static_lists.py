"""Static lists and who is on them."""

from customers.table.base import ByName, Row
from customers.table.customer import customer_pk
from onestop.pynamo import UnicodeAttribute
from onestop.tables import key


class CustomerList(Row, discriminator="list"):
    """A list that people put customers on by hand."""

    PUBLIC = ("id", "name", "description", "created_at", "updated_at", "version")

    by_name = ByName()
    listed = UnicodeAttribute(null=True)
    name_key = UnicodeAttribute(attr_name="nameKey", null=True)

    id = UnicodeAttribute()
    name = UnicodeAttribute()
    description = UnicodeAttribute(null=True)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"customer-lists/{self.id}"


class Membership(Row, discriminator="membership"):
    """That a customer is on a list, seen from the customer; the list finds its members by a `Label`."""

    PUBLIC = ("id", "customer", "list", "added_at", "version")

    id = UnicodeAttribute()
    customer = UnicodeAttribute()
    list = UnicodeAttribute()
    added_at = UnicodeAttribute(attr_name="addedAt")

    def subject(self) -> str:
        return f"memberships/{self.id}"

    def about(self) -> "list[str]":
        return [self.customer]


def list_pk(tenant: str, list_id: str) -> str:
    return key(tenant, "list", list_id)


def list_label(list_id: str) -> str:
    """The label under which the members of a list are found."""
    return f"list/{list_id}"


def membership_keys(tenant: str, customer_id: str, list_id: str) -> tuple[str, str]:
    return customer_pk(tenant, customer_id), f"list#{list_id}"

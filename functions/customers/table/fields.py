"""The fields that a tenant defined."""

from customers.table.base import Row
from onestop.pynamo import BooleanAttribute, JSONAttribute, UnicodeAttribute
from onestop.tables import key


class Field(Row, discriminator="field"):
    """A field: its name is its id, and neither that nor its type ever changes."""

    PUBLIC = (
        "name", "label", "field_type", "options", "applies_to", "minimum", "maximum", "mask", "retired",
        "created_at", "updated_at", "version",
    )  # fmt: skip

    name = UnicodeAttribute()
    label = JSONAttribute()
    field_type = UnicodeAttribute(attr_name="fieldType")
    options = JSONAttribute(default=list)
    applies_to = JSONAttribute(attr_name="appliesTo")
    minimum = UnicodeAttribute(null=True)
    maximum = UnicodeAttribute(null=True)
    mask = UnicodeAttribute(null=True)
    retired = BooleanAttribute(default=False)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"customer-fields/{self.name}"


def fields_pk(tenant: str) -> str:
    return key(tenant, "fields")

"""Products and the variants in which they are sold."""

from catalog.table.base import ByCreation, ByUpdate, Row
from onestop.pynamo import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from onestop.tables import key


class Product(Row, discriminator="product"):
    """What is described and found; nothing is ever sold but its variants.

    `joined` counts them. It is written whenever one is added, so that no change of the product that its variants have
    to show misses one.
    """

    PUBLIC = (
        "id", "name", "description", "status", "category", "tags", "attributes", "created_at", "updated_at", "version",
    )  # fmt: skip

    by_creation, by_update = ByCreation(), ByUpdate()
    listed = UnicodeAttribute()
    update_key = UnicodeAttribute(attr_name="updateKey")

    id = UnicodeAttribute()
    name = JSONAttribute()
    description = JSONAttribute(default=dict)
    status = UnicodeAttribute(default="draft")
    category = UnicodeAttribute(null=True)
    tags = JSONAttribute(default=list)
    attributes = JSONAttribute(default=dict)
    joined = NumberAttribute(default=0)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"products/{self.id}"


class Variant(Row, discriminator="variant"):
    """What is sold, priced and stocked.

    The product's name and status stand here, too: a price is asked for much more often than a product is renamed, and
    whoever asks finds all of it in one item. `components` make it a bundle; they never change, nor does `bundle`.
    """

    PUBLIC = (
        "id", "product", "product_name", "product_status", "sku", "options", "barcode", "weight", "tax_class",
        "tracked", "components", "status", "created_at", "updated_at", "version",
    )  # fmt: skip

    by_creation, by_update = ByCreation(), ByUpdate()
    listed = UnicodeAttribute()
    update_key = UnicodeAttribute(attr_name="updateKey")

    id = UnicodeAttribute()
    product = UnicodeAttribute()
    product_name = JSONAttribute(attr_name="productName")
    product_status = UnicodeAttribute(attr_name="productStatus")
    sku = UnicodeAttribute()
    options = JSONAttribute(default=dict)
    barcode = UnicodeAttribute(null=True)
    weight = NumberAttribute(null=True)
    tax_class = UnicodeAttribute(attr_name="taxClass", null=True)
    tracked = BooleanAttribute(default=True)
    bundle = BooleanAttribute(default=False)
    components = JSONAttribute(default=list)
    status = UnicodeAttribute(default="active")
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"variants/{self.id}"


def product_keys(tenant: str, product_id: str) -> tuple[str, str]:
    return key(tenant, "product", product_id), "record"


def variant_keys(tenant: str, variant_id: str) -> tuple[str, str]:
    return key(tenant, "variant", variant_id), "record"

"""What prices are made of: books, the prices in them, and the taxes on top or within."""

from catalog.table.base import ByCreation, ByUpdate, Row
from onestop.pynamo import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from onestop.tables import key


class PriceBook(Row, discriminator="price-book"):
    """Prices of one currency, for one segment or everybody, in one period."""

    PUBLIC = (
        "id", "name", "currency", "tax_included", "segment", "valid_from", "valid_until", "priority",
        "created_at", "updated_at", "version",
    )  # fmt: skip

    id = UnicodeAttribute()
    name = UnicodeAttribute()
    currency = UnicodeAttribute()
    tax_included = BooleanAttribute(attr_name="taxIncluded")
    segment = UnicodeAttribute(null=True)
    valid_from = UnicodeAttribute(attr_name="validFrom", null=True)
    valid_until = UnicodeAttribute(attr_name="validUntil", null=True)
    priority = NumberAttribute(default=0)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"price-books/{self.id}"


class Price(Row, discriminator="price"):
    """What a variant costs in one book, by quantity. It stands with its variant and is listed by its book."""

    PUBLIC = ("id", "price_book", "variant", "currency", "breaks", "created_at", "updated_at", "version")

    by_creation, by_update = ByCreation(), ByUpdate()
    listed = UnicodeAttribute(null=True)
    update_key = UnicodeAttribute(attr_name="updateKey", null=True)

    id = UnicodeAttribute()
    price_book = UnicodeAttribute(attr_name="priceBook")
    variant = UnicodeAttribute()
    currency = UnicodeAttribute()
    breaks = JSONAttribute()
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"prices/{self.id}"


class TaxClass(Row, discriminator="tax-class"):
    """Rates by country and time for one kind of goods. The code is its id and never changes."""

    PUBLIC = ("code", "name", "rates", "created_at", "updated_at", "version")

    code = UnicodeAttribute()
    name = UnicodeAttribute()
    rates = JSONAttribute()
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"tax-classes/{self.code}"


def pricing_pk(tenant: str) -> str:
    """The partition of all price books and tax classes of a tenant."""
    return key(tenant, "pricing")


def book_keys(tenant: str, book_id: str) -> tuple[str, str]:
    return pricing_pk(tenant), f"book#{book_id}"


def tax_keys(tenant: str, code: str) -> tuple[str, str]:
    return pricing_pk(tenant), f"tax#{code}"


def price_keys(tenant: str, variant_id: str, book_id: str) -> tuple[str, str]:
    return key(tenant, "variant", variant_id), f"price#{book_id}"

"""Invoices and credit notes, and the counters of their numbers."""

from onestop.pynamo import JSONAttribute, NumberAttribute, UnicodeAttribute
from onestop.tables import key
from orders.table.base import Row
from orders.table.order import order_pk


class Document(Row, discriminator="document"):
    """What was issued, once and for all: a snapshot of all that it says. Its id is that of what it was issued for."""

    PUBLIC = (
        "id", "kind", "number", "series", "order", "order_number", "customer", "currency", "lines", "taxes", "totals",
        "shipping_address", "billing_address", "reason", "issued_for", "issued_at", "step", "version",
    )  # fmt: skip

    id = UnicodeAttribute()
    kind = UnicodeAttribute()
    number = UnicodeAttribute()
    series = UnicodeAttribute()
    order = UnicodeAttribute()
    order_number = UnicodeAttribute(attr_name="orderNumber")
    customer = UnicodeAttribute()
    currency = UnicodeAttribute()
    lines = JSONAttribute()
    taxes = JSONAttribute()
    totals = JSONAttribute()
    shipping_address = JSONAttribute(attr_name="shippingAddress", null=True)
    billing_address = JSONAttribute(attr_name="billingAddress", null=True)
    reason = UnicodeAttribute(null=True)
    issued_for = UnicodeAttribute(attr_name="issuedFor")
    issued_at = UnicodeAttribute(attr_name="issuedAt")
    step = JSONAttribute(null=True)

    def subject(self) -> str:
        return f"documents/{self.id}"

    def about(self) -> list[str]:
        return [self.customer]


class Counter(Row, discriminator="counter"):
    """The last number of a series."""

    last = NumberAttribute()


class Place(Row, discriminator="place"):
    """In which series, and under which number, a document stands."""

    series = UnicodeAttribute()
    position = UnicodeAttribute()


def series_pk(tenant: str, series: str) -> str:
    return key(tenant, "series", series)


def document_keys(tenant: str, document_id: str) -> tuple[str, str]:
    """Where the place of a document is found by its id."""
    return key(tenant, "document", document_id), "guard"


def place_keys(tenant: str, order_id: str, document_id: str) -> tuple[str, str]:
    """Where the place of a document is found by its order."""
    return order_pk(tenant, order_id), f"document#{document_id}"

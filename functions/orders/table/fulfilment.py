"""What leaves the house for an order, and what is cancelled of it."""

from onestop.pynamo import JSONAttribute, UnicodeAttribute
from orders.table.base import Row
from orders.table.order import order_pk


class Shipment(Row, discriminator="shipment"):
    """Pieces of an order that go out together. `lines` are `[{"line", "quantity", "net", "tax", "gross"}]`."""

    PUBLIC = (
        "id", "order", "customer", "state", "lines", "amount", "carrier", "tracking", "failure", "step",
        "packed_at", "dispatched_at", "shipped_at", "delivered_at", "created_at", "updated_at", "version",
    )  # fmt: skip

    id = UnicodeAttribute()
    order = UnicodeAttribute()
    customer = UnicodeAttribute()
    state = UnicodeAttribute()
    lines = JSONAttribute()
    amount = JSONAttribute(null=True)
    carrier = UnicodeAttribute(null=True)
    tracking = UnicodeAttribute(null=True)
    failure = JSONAttribute(null=True)
    step = JSONAttribute(null=True)
    packed_at = UnicodeAttribute(attr_name="packedAt")
    dispatched_at = UnicodeAttribute(attr_name="dispatchedAt", null=True)
    shipped_at = UnicodeAttribute(attr_name="shippedAt", null=True)
    delivered_at = UnicodeAttribute(attr_name="deliveredAt", null=True)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"shipments/{self.id}"

    def about(self) -> list[str]:
        return [self.customer]


class Cancellation(Row, discriminator="cancellation"):
    """Pieces that will not be delivered. `lines` are `[{"line", "quantity", "net", "tax", "gross"}]`."""

    PUBLIC = (
        "id", "order", "customer", "state", "lines", "amount", "reason", "requested_by", "step",
        "created_at", "updated_at", "version",
    )  # fmt: skip

    id = UnicodeAttribute()
    order = UnicodeAttribute()
    customer = UnicodeAttribute()
    state = UnicodeAttribute()
    lines = JSONAttribute()
    amount = JSONAttribute()
    reason = UnicodeAttribute(null=True)
    requested_by = UnicodeAttribute(attr_name="requestedBy")
    step = JSONAttribute(null=True)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"cancellations/{self.id}"

    def about(self) -> list[str]:
        return [self.customer]


def shipment_keys(tenant: str, order_id: str, shipment_id: str) -> tuple[str, str]:
    return order_pk(tenant, order_id), f"shipment#{shipment_id}"


def cancellation_keys(tenant: str, order_id: str, cancellation_id: str) -> tuple[str, str]:
    return order_pk(tenant, order_id), f"cancellation#{cancellation_id}"

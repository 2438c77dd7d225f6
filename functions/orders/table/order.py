"""The order itself."""

from typing import Any

from onestop import tables
from onestop.pynamo import JSONAttribute, UnicodeAttribute
from onestop.tables import key
from orders.table.base import ByCreation, ByCustomer, ByPlacing, ByState, ByUpdate, Row


class Order(Row, discriminator="order"):
    """What a customer buys, with its prices, taxes and totals. The keys above the id place it in the indexes.

    `step` says which step of which saga wrote this version, where one did. `given` is what the pieces that are in
    shipments or cancelled came to, by line; `cancellations` are those that are not done yet; `credited` is what was
    credited, gross, by line.
    """

    PUBLIC = (
        "id", "number", "state", "fulfilment", "customer", "currency", "segment", "channel", "external_id", "lines",
        "discount", "totals", "shipping_address", "billing_address", "payment", "placed_at", "confirmed_at",
        "cancelling", "failure", "risk", "exchange_of", "step", "created_at", "updated_at", "version",
    )  # fmt: skip

    by_creation, by_update, by_placing, by_customer, by_state = (
        ByCreation(), ByUpdate(), ByPlacing(), ByCustomer(), ByState()
    )  # fmt: skip
    listed = UnicodeAttribute()
    update_key = UnicodeAttribute(attr_name="updateKey")
    placed_key = UnicodeAttribute(attr_name="placedKey", null=True)
    of_customer = UnicodeAttribute(attr_name="ofCustomer")
    in_state = UnicodeAttribute(attr_name="inState")

    id = UnicodeAttribute()
    number = UnicodeAttribute(null=True)
    state = UnicodeAttribute()
    fulfilment = UnicodeAttribute(default="none")
    customer = UnicodeAttribute()
    currency = UnicodeAttribute()
    segment = UnicodeAttribute(null=True)
    channel = UnicodeAttribute(null=True)
    external_id = UnicodeAttribute(attr_name="externalId", null=True)
    lines = JSONAttribute(default=list)
    discount = JSONAttribute(null=True)
    totals = JSONAttribute()
    shipping_address = JSONAttribute(attr_name="shippingAddress", null=True)
    billing_address = JSONAttribute(attr_name="billingAddress", null=True)
    payment = JSONAttribute(null=True)
    placed_at = UnicodeAttribute(attr_name="placedAt", null=True)
    confirmed_at = UnicodeAttribute(attr_name="confirmedAt", null=True)
    given = JSONAttribute(default=dict)
    cancellations = JSONAttribute(default=list)
    credited = JSONAttribute(default=dict)
    cancelling = JSONAttribute(null=True)
    failure = JSONAttribute(null=True)
    risk = JSONAttribute(null=True)
    exchange_of = JSONAttribute(attr_name="exchangeOf", null=True)
    step = JSONAttribute(null=True)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"orders/{self.id}"

    def about(self) -> list[str]:
        return [self.customer]


def order_pk(tenant: str, order_id: str) -> str:
    """The partition of an order and of all that hangs on it."""
    return key(tenant, "order", order_id)


def fetch(tenant: str, order_id: str, *, consistent: bool = False) -> Any:
    """An order, or None: 1 call, 0.5 read units for each 4 KB."""
    return tables.get(Order, order_pk(tenant, order_id), "record", consistent=consistent)

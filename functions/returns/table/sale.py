"""What this capability knows of an order: what was shipped and paid for, and what of it is in returns."""

from typing import Any

from onestop import tables
from onestop.pynamo import JSONAttribute, NumberAttribute, UnicodeAttribute
from onestop.tables import key
from returns.table.base import Row


class Sale(Row, discriminator="sale"):
    """An order. Events of orders fill the first attributes, in whatever order they come; returns the last two.

    `facts` are None until the order was confirmed. `shipments` are, by their id, `{"at", "lines": {line: [pieces,
    minor units paid]}}`; `claims` are, by line, `{"claimed", "accepted", "settled"}`. `revision` guards the row
    against two writers at once.
    """

    order = UnicodeAttribute()
    facts = JSONAttribute(null=True)
    shipments = JSONAttribute(default=dict)
    delivered_at = UnicodeAttribute(attr_name="deliveredAt", null=True)
    claims = JSONAttribute(default=dict)
    returns = JSONAttribute(default=list)
    revision = NumberAttribute(default=0)


def sale_pk(tenant: str, order_id: str) -> str:
    return key(tenant, "order", order_id)


def fetch_sale(tenant: str, order_id: str, *, consistent: bool = False) -> Any:
    """What is known of an order, or None: 1 call, 0.5 read units for each 4 KB (1 when consistent)."""
    return tables.get(Sale, sale_pk(tenant, order_id), "sale", consistent=consistent)

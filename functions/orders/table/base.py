"""The base of all rows and the indexes that list them."""

import os

from onestop import tables
from onestop.indexes import KEYS, index
from onestop.pynamo import DiscriminatorAttribute


class Row(tables.Row):
    class Meta(tables.Meta):
        table_name = os.environ["ORDERS_TABLE"]

    type = DiscriminatorAttribute()


ByCreation = index("by-creation", "listed", "id", KEYS)
ByUpdate = index("by-update", "listed", "update_key", KEYS)
ByPlacing = index("by-placing", "listed", "placed_key", KEYS)  # orders that were placed; a draft is not in it
ByCustomer = index("by-customer", "of_customer", "id", KEYS)
ByState = index("by-state", "in_state", "id", KEYS)  # orders, and parked sagas, by the state that they are in

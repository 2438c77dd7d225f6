"""The base of all rows and the indexes that list returns."""

import os

from onestop import tables
from onestop.indexes import KEYS, index
from onestop.pynamo import DiscriminatorAttribute


class Row(tables.Row):
    class Meta(tables.Meta):
        table_name = os.environ["RETURNS_TABLE"]

    type = DiscriminatorAttribute()


ByCreation = index("by-creation", "listed", "id", KEYS)
ByUpdate = index("by-update", "listed", "update_key", KEYS)
ByCustomer = index("by-customer", "of_customer", "id", KEYS)
ByState = index("by-state", "in_state", "id", KEYS)

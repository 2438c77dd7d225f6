"""The base of all rows and the indexes that list them."""

import os

from onestop import tables
from onestop.indexes import index
from onestop.pynamo import DiscriminatorAttribute


class Row(tables.Row):
    class Meta(tables.Meta):
        table_name = os.environ["CATALOG_TABLE"]

    type = DiscriminatorAttribute()


ByCreation = index("by-creation", "listed", "id")
ByUpdate = index("by-update", "listed", "update_key")

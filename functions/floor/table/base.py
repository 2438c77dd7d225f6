"""The base of all rows and the indexes that list alerts."""

import os

from onestop import tables
from onestop.indexes import index
from onestop.pynamo import DiscriminatorAttribute


class Row(tables.Row):
    class Meta(tables.Meta):
        table_name = os.environ["FLOOR_TABLE"]

    type = DiscriminatorAttribute()


ByCreation = index("by-creation", "listed", "id")  # alerts
ByState = index("by-state", "stated", "id")  # alerts that are open, and those that were cleared

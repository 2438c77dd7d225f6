"""The base of all rows and the indexes that list them."""

import os

from onestop import tables
from onestop.due import ByDue
from onestop.indexes import KEYS, index
from onestop.pynamo import DiscriminatorAttribute, UnicodeAttribute


class Row(tables.Row):
    """`due` is when the clock has to look at it, `waiting` where those are listed: signs of life and duties."""

    class Meta(tables.Meta):
        table_name = os.environ["WORKFORCE_TABLE"]

    type = DiscriminatorAttribute()
    by_due = ByDue()
    waiting = UnicodeAttribute(null=True)
    due = UnicodeAttribute(null=True)

    @property
    def tenant(self) -> str:
        return str(self.pk.partition("#")[0])


ByCreation = index("by-creation", "listed", "id", KEYS)

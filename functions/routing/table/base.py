"""The base of all rows and the index that lists them."""

import os

from onestop import tables
from onestop.due import ByDue
from onestop.indexes import index
from onestop.pynamo import DiscriminatorAttribute, UnicodeAttribute

ByState = index("by-state", "stated", "state_key")  # work by queue and state, agents by profile


class Row(tables.Row):
    """`due` is when somebody has to look at it again, `waiting` where those are listed: work that nobody has yet."""

    class Meta(tables.Meta):
        table_name = os.environ["ROUTING_TABLE"]

    type = DiscriminatorAttribute()
    by_due, by_state = ByDue(), ByState()
    waiting = UnicodeAttribute(null=True)
    due = UnicodeAttribute(null=True)
    stated = UnicodeAttribute(null=True)
    state_key = UnicodeAttribute(attr_name="stateKey", null=True)

    @property
    def tenant(self) -> str:
        return str(self.pk.partition("#")[0])

"""The base of all rows and the indexes that list them."""

import os

from onestop import tables
from onestop.indexes import index
from onestop.pynamo import DiscriminatorAttribute, UnicodeAttribute

ByDue = index("by-due", "waiting", "due")  # as `onestop.due` has it, but whole: few payments are ever looked at again


class Row(tables.Row):
    """`due` is when somebody has to look at it again, `waiting` where those are listed: payments, reconciliations."""

    class Meta(tables.Meta):
        table_name = os.environ["PAYMENTS_TABLE"]

    type = DiscriminatorAttribute()
    by_due = ByDue()
    waiting = UnicodeAttribute(null=True)
    due = UnicodeAttribute(null=True)


ByCreation = index("by-creation", "listed", "id")
ByState = index("by-state", "stated", "state_key")  # records by state and id; moves by day and reference

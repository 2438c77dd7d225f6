"""The base of all rows and the indexes that list tickets."""

import os

from onestop import due, tables
from onestop.indexes import KEYS, index
from onestop.pynamo import DiscriminatorAttribute, UnicodeAttribute


class Row(tables.Row):
    """`due` is when the clock has to look at it, `waiting` where those rows are listed (`onestop.due`)."""

    class Meta(tables.Meta):
        table_name = os.environ["TICKETS_TABLE"]

    type = DiscriminatorAttribute()
    by_due = due.ByDue()
    waiting = UnicodeAttribute(null=True)
    due = UnicodeAttribute(null=True)


# Keys only: a ticket is changed often. Only by-update moves with each change, the others with what they list by.
ByCreation = index("by-creation", "listed", "id", KEYS)
ByUpdate = index("by-update", "listed", "update_key", KEYS)
ByRequester = index("by-requester", "of_requester", "id", KEYS)
ByAssignee = index("by-assignee", "of_assignee", "id", KEYS)  # a partition for each category of status
ByTeam = index("by-team", "of_team", "id", KEYS)  # the same
ByCategory = index("by-category", "in_category", "id", KEYS)

"""The table `timeline`: which items there are and how they are found.

    entry   <tenant>#customer#<customer id>   <time>#<event id>   one thing that happened
    card    <tenant>#customer#<customer id>   card                who the customer is; or that he was purged

The card sorts after every time, so a query backwards brings it and the newest entries in one call. The index lists
the entries of one kind.
"""

import os
from typing import Any

from onestop import tables
from onestop.indexes import index
from onestop.pynamo import (
    BooleanAttribute,
    DiscriminatorAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
)
from onestop.tables import key

CARD = "card"


class Row(tables.Row):
    class Meta(tables.Meta):
        table_name = os.environ["TIMELINE_TABLE"]

    type = DiscriminatorAttribute()


ByKind = index("by-kind", "pk", "kind_key")


class Entry(Row, discriminator="entry"):
    """One thing that happened to a customer. `id` is the event's."""

    PUBLIC = ("id", "kind", "what", "at", "actor", "subject", "summary", "correlation")

    by_kind = ByKind()
    kind_key = UnicodeAttribute(attr_name="kindKey")

    id = UnicodeAttribute()
    kind = UnicodeAttribute()
    what = UnicodeAttribute()
    at = UnicodeAttribute()
    actor = UnicodeAttribute()
    subject = UnicodeAttribute()
    summary = JSONAttribute(default=dict)
    correlation = UnicodeAttribute()


class Card(Row, discriminator="card"):
    """Who the customer is, as of the event `sequence` of his record, and how much there is about him.

    `facts` is None until his own first event has come. `revision` guards the card against two writers at once.
    """

    facts = JSONAttribute(null=True)
    sequence = NumberAttribute(default=0)
    counts = JSONAttribute(default=dict)
    last_contact = UnicodeAttribute(attr_name="lastContact", null=True)
    revision = NumberAttribute(default=0)
    purged = BooleanAttribute(default=False)


def story_pk(tenant: str, customer_id: str) -> str:
    """The partition of a customer: the card and all entries."""
    return key(tenant, "customer", customer_id)


def fetch_card(tenant: str, customer_id: str, *, consistent: bool = False) -> Any:
    """The card, or None: 1 call, 0.5 read units (1 when consistent)."""
    return tables.get(Card, story_pk(tenant, customer_id), CARD, consistent=consistent)


Row._get_connection()  # one connection for all classes of this table: the base has to be first

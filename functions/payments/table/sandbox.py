"""The sandbox provider's own table, as an outside company would have it; nothing else of ours looks into it.

hold       <authorisation>   hold        how much is held, and what its token says the provider is to do
operation  <reference>       operation   what was asked under a reference, and what was answered
day        index by-day: <day>, <reference>#<id>: the books
"""

import os

from onestop import tables
from onestop.pynamo import (
    AllProjection,
    BooleanAttribute,
    DiscriminatorAttribute,
    GlobalSecondaryIndex,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
)


class Row(tables.Row):
    class Meta(tables.Meta):
        table_name = os.environ["SANDBOX_TABLE"]

    type = DiscriminatorAttribute()


class ByDay(GlobalSecondaryIndex):
    class Meta:
        index_name, projection = "by-day", AllProjection()

    day = UnicodeAttribute(hash_key=True)
    booked = UnicodeAttribute(range_key=True)


class Hold(Row, discriminator="hold"):
    """An authorisation; `turns` counts the calls by operation, `revision` the writes."""

    token = UnicodeAttribute()
    amount = NumberAttribute(default=0)
    currency = UnicodeAttribute(null=True)
    captured = NumberAttribute(default=0)
    refunded = NumberAttribute(default=0)
    voided = BooleanAttribute(default=False)
    turns = JSONAttribute(default=dict)
    revision = NumberAttribute(default=0)


class Operation(Row, discriminator="operation"):
    """One entry. What moved something has a day and is in the books; `untold` are the times it is not answered yet."""

    by_day = ByDay()
    day = UnicodeAttribute(null=True)
    booked = UnicodeAttribute(null=True)

    reference = UnicodeAttribute()
    authorisation = UnicodeAttribute()
    operation = UnicodeAttribute()
    id = UnicodeAttribute()
    state = UnicodeAttribute()
    amount = NumberAttribute()
    currency = UnicodeAttribute()
    reason = UnicodeAttribute(null=True)
    untold = NumberAttribute(default=0)


Row._get_connection()

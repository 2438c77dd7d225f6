"""The table `audit`: one item for each event.

    entry   <tenant>#record#<subject>   <sequence>#<event id>

A record's entries lie together in the order of its versions, whatever the order in which they came. The three indexes
give them by time (security events in partitions of their own), by actor and by correlation, sorted by the event's id,
which is its time.
"""

import os
from datetime import timedelta

from onestop import tables
from onestop.indexes import index
from onestop.pynamo import (
    DiscriminatorAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
)
from onestop.tables import key

SEVEN_YEARS = "2557"


class Row(tables.Row):
    class Meta(tables.Meta):
        table_name = os.environ["AUDIT_TABLE"]

    item = DiscriminatorAttribute()


ByTime = index("by-time", "listed", "id")
ByActor = index("by-actor", "acted", "id")
ByCorrelation = index("by-correlation", "correlated", "id")


class Entry(Row, discriminator="entry"):
    """An event as it was received. `record` is kept only where there are no changes; `facts` say who may see it."""

    PUBLIC = (
        "id", "source", "type", "payload", "time", "actor", "address", "correlation", "causation", "subject",
        "sequence", "customers", "changes", "record",
    )  # fmt: skip

    by_time, by_actor, by_correlation = ByTime(), ByActor(), ByCorrelation()
    listed = UnicodeAttribute()
    acted = UnicodeAttribute()
    correlated = UnicodeAttribute()

    id = UnicodeAttribute()
    source = UnicodeAttribute()
    type = UnicodeAttribute()
    payload = NumberAttribute()
    time = UnicodeAttribute()
    actor = UnicodeAttribute()
    address = UnicodeAttribute(null=True)
    correlation = UnicodeAttribute()
    causation = UnicodeAttribute(null=True)
    subject = UnicodeAttribute()
    sequence = NumberAttribute()
    customers = JSONAttribute(default=list)
    changes = JSONAttribute(default=dict)
    record = JSONAttribute(null=True)
    facts = JSONAttribute(null=True)


def record_pk(tenant: str, subject: str) -> str:
    """The partition of a record's entries."""
    return key(tenant, "record", subject)


def record_sk(sequence: int, event_id: str) -> str:
    """Where an entry stands among those of its record: the same event always at the same place."""
    return f"{sequence:012d}#{event_id}"


def actor_key(tenant: str, actor: str) -> str:
    return key(tenant, "actor", actor)


def correlation_key(tenant: str, correlation: str) -> str:
    return key(tenant, "correlation", correlation)


def retention() -> timedelta:
    """How long an entry is kept."""
    return timedelta(days=int(os.environ.get("AUDIT_RETENTION_DAYS", SEVEN_YEARS)))


Row._get_connection()  # one connection for all classes of this table: the base has to be first

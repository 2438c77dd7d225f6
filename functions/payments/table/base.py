"""The base of all rows and the indexes that list them."""

import os
from zlib import crc32

from onestop import tables
from onestop.indexes import index
from onestop.pynamo import DiscriminatorAttribute, UnicodeAttribute
from onestop.tables import key

ALL_TENANTS = "system"  # no tenant: their ids are ULIDs
SHARDS = 4  # of what is listed for all tenants at once, so that no partition takes every write


ByDue = index("by-due", "waiting", "due")  # sparse: only what has to be looked at again, by the time of the next look


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


def sharded(name: str, record_id: str) -> str:
    """The partition in which something of any tenant is listed."""
    return key(ALL_TENANTS, name, str(crc32(record_id.encode()) % SHARDS))


def shards(name: str) -> list[str]:
    """All partitions of a list of all tenants."""
    return [key(ALL_TENANTS, name, str(shard)) for shard in range(SHARDS)]


def due_partition(record_id: str) -> str:
    return sharded("due", record_id)


def due_partitions() -> list[str]:
    return shards("due")

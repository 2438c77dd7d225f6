"""The base of all rows and the indexes that list them."""

import os
from zlib import crc32

from onestop import tables
from onestop.pynamo import AllProjection, DiscriminatorAttribute, GlobalSecondaryIndex, UnicodeAttribute
from onestop.tables import key

ALL_TENANTS = "system"  # no tenant: their ids are ULIDs
SHARDS = 4  # of what is listed for all tenants at once, so that no partition takes every write


class ByDue(GlobalSecondaryIndex):
    """Sparse: only what has to be looked at again, by the time of the next look."""

    class Meta:
        index_name, projection = "by-due", AllProjection()

    waiting = UnicodeAttribute(hash_key=True)
    due = UnicodeAttribute(range_key=True)


class Row(tables.Row):
    """`due` is when somebody has to look at it again, `waiting` where those are listed: payments, reconciliations."""

    class Meta(tables.Meta):
        table_name = os.environ["PAYMENTS_TABLE"]

    type = DiscriminatorAttribute()
    by_due = ByDue()
    waiting = UnicodeAttribute(null=True)
    due = UnicodeAttribute(null=True)


class ByCreation(GlobalSecondaryIndex):
    class Meta:
        index_name, projection = "by-creation", AllProjection()

    listed = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class ByState(GlobalSecondaryIndex):
    """Records by state and id; moves by day and reference."""

    class Meta:
        index_name, projection = "by-state", AllProjection()

    stated = UnicodeAttribute(hash_key=True)
    state_key = UnicodeAttribute(range_key=True, attr_name="stateKey")


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

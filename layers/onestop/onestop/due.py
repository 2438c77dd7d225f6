"""What the clock has to look at: rows that are due at some time, of all tenants, in the sparse index `by-due`.

A row that something is due for has the attributes `waiting` (its `partition`) and `due` (RFC 3339); without them it is
not in the index. So a sweep costs what is due, whatever else there is.
"""

import heapq
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice, takewhile
from typing import Any

from onestop import clock, lists
from onestop.errors import OneStopError
from onestop.indexes import KEYS, index
from onestop.observe import concerning, logger
from onestop.tables import served

ByDue = index("by-due", "waiting", "due", KEYS)  # whoever looks reads the row anew: the index may be a moment behind
PAGE = 100
LONGEST = timedelta(seconds=45)  # a sweep takes up no more of its minute; the next one goes on


def partition(record_id: str) -> str:
    """The value of `waiting` for a record that is due."""
    return lists.partition(lists.ALL_TENANTS, "due", record_id)


def partitions() -> list[str]:
    """All values that `waiting` may have."""
    return lists.partitions(lists.ALL_TENANTS, "due")


def sweep(rows_index: Any, look: Callable[[Any], None], most: int = PAGE) -> int:
    """Look at what is due, the longest waiting first, and return how many were looked at: 1 call for each shard.

    `rows_index` is `Row.by_due`; each further hundred of a shard is one more call. Whatever `look` raises does not
    hold up the others: an error of ours means that it is due again later, and the first other fault is raised when
    all were looked at.
    """
    until, faults, looked = clock.now() + LONGEST, [], 0
    for row in takewhile(lambda _: clock.now() < until, islice(_due(rows_index), most)):
        looked += 1
        if (fault := _looked_at(row, look)) is not None:
            faults.append(fault)
    concerning()
    if faults:
        raise faults[0]
    return looked


def _due(rows_index: Any) -> Iterator[Any]:
    """What is due now in the order of its time; DynamoDB's own positions lead on, whatever happens to what was seen."""
    index_class = type(rows_index)
    now = index_class.due <= clock.timestamp()
    with served():
        shards = [iter(rows_index.query(each, now, page_size=PAGE)) for each in partitions()]
        yield from heapq.merge(*shards, key=lambda row: row.due)


def _looked_at(row: Any, look: Callable[[Any], None]) -> Exception | None:
    concerning(row.pk.partition("#")[0])
    try:
        look(row)
    except OneStopError as error:  # it is due again later
        logger.info("not yet", code=error.code, record=row.pk)
    except Exception as fault:  # noqa: BLE001  whatever one of them does, the others are looked at
        logger.exception("not looked at", record=row.pk)
        return fault
    return None

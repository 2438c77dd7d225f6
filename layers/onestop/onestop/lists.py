"""Lists: one query per shard of an index partition, merged, a page at a time.

The sort key of a list is unique (it ends with the record's id), so a position in the list is simply the last sort key
that was shown: it holds for all shards at once and for an index that has grown since.
"""

import heapq
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zlib import crc32

from onestop import clock, items
from onestop.tables import key, over, served

LAST = "\U0010ffff"  # sorts after every character that a key holds
ALL_TENANTS = "system"  # no tenant: their ids are ULIDs


@dataclass(frozen=True, slots=True)
class Range:
    """Which part of a list: `low` and `high` are sort keys, both included; `after` is the last one shown."""

    low: str = " "
    high: str = LAST
    after: str | None = None
    newest_first: bool = False
    limit: int = 50

    def bounds(self) -> tuple[str, str]:
        """Both ends for BETWEEN. A position is left out by a bound above it, or, backwards, when it comes back."""
        if self.after is None:
            return self.low, self.high
        return (self.low, self.after) if self.newest_first else (self.after + "\0", self.high)


@dataclass(frozen=True, slots=True)
class Page:
    """`limit` rows at most; `position` continues the list, None at its end."""

    rows: list[Any] = field(default_factory=list)
    position: str | None = None


def prefix(text: str) -> dict[str, str]:
    """The bounds of all sort keys that begin with `text`, for `Range(**prefix(...))`."""
    return {"low": text, "high": text + LAST}


def shard_count(tenant: str, name: str) -> int:
    """How many partitions a list of a tenant has: `LIST_SHARDS={"<tenant>": {"customers": 4}}`, else 1.

    A list of all tenants has 4, so that no partition takes every write.
    """
    usual = 4 if tenant == ALL_TENANTS else 1
    return int(json.loads(os.environ.get("LIST_SHARDS", "{}")).get(tenant, {}).get(name, usual))


def partition(tenant: str, name: str, record_id: str) -> str:
    """The index partition in which a record is listed: `tenant#list#shard`."""
    return key(tenant, name, str(crc32(record_id.encode()) % shard_count(tenant, name)))


def partitions(tenant: str, name: str) -> list[str]:
    """All partitions of a list."""
    return [key(tenant, name, str(shard)) for shard in range(shard_count(tenant, name))]


def read(index: Any, in_partitions: Iterable[str], part: Range, sort_key: Any) -> Page:
    """One page, merged from all partitions: 1 call for each.

    `index` is a model or one of its indexes, `sort_key` the attribute by which it is sorted.
    """
    low, high = part.bounds()
    if low > high:
        return Page()
    wanted = part.limit + 1 + (part.newest_first and part.after is not None)
    with served():
        shards = [
            list(index.query(each, sort_key.between(low, high), limit=wanted, page_size=wanted,
                             scan_index_forward=not part.newest_first))
            for each in in_partitions
        ]  # fmt: skip
    return _page(shards, part, _reader(sort_key))


def _reader(sort_key: Any) -> Any:
    name = sort_key.attr_name
    return lambda row: getattr(row, items.names(type(row))[name])


def _page(shards: list[list[Any]], part: Range, position_of: Any) -> Page:
    merged = heapq.merge(*shards, key=position_of, reverse=part.newest_first)
    rows = [row for row in merged if position_of(row) != part.after]
    shown = rows[: part.limit]
    position = position_of(shown[-1]) if len(rows) > part.limit else None
    return Page([row for row in shown if not over(row)], position)


def first_id(moment: str) -> str:
    """The lowest id that can have been given at an RFC 3339 moment or later."""
    return clock.ulid(max(datetime.fromisoformat(moment), clock.EPOCH), bytes(10))

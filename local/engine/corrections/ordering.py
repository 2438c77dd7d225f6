"""The keys of every partition in order, kept while items come and go: what a query needs to touch only its page."""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any

from ministack.services import dynamodb

Table = dict[str, Any]
Item = dict[str, Any]
# What DynamoDB orders a partition by: the index's sort values, then the table's own keys.
Order = tuple[Any, ...]
Entry = tuple[Order, Any, Any]

# The name of the table itself among its indexes.
BASE = None
_order_of = itemgetter(0)


class Partition:
    """The entries (order, partition key, sort key) of one partition of a table or index, sorted."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries = sorted(entries, key=_order_of)

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        """MiniStack reads an index partition as pairs of the table's keys."""
        return ((pk, sk) for _order, pk, sk in self.entries)

    def add(self, entry: Entry) -> None:
        if not self._holds(entry):
            insort(self.entries, entry, key=_order_of)

    def discard(self, entry: Entry) -> None:
        if self._holds(entry):
            del self.entries[bisect_left(self.entries, entry[0], key=_order_of)]

    def _holds(self, entry: Entry) -> bool:
        at = bisect_left(self.entries, entry[0], key=_order_of)
        return at < len(self.entries) and self.entries[at] == entry

    def span(self, low: Any, high: Any, cut: int | None = None) -> tuple[int, int]:
        """The places of the first sort value from `low` on and past `high`; `cut` compares that many letters."""

        def sort_value(entry: Entry) -> Any:
            return entry[0][0][:cut] if cut is not None else entry[0][0]

        return (
            bisect_left(self.entries, low, key=sort_value),
            bisect_right(self.entries, high, key=sort_value),
        )

    def after(self, order: Order) -> int:
        """The place of the first entry beyond `order`."""
        return bisect_right(self.entries, order, key=_order_of)

    def before(self, order: Order) -> int:
        """The place of the first entry not below `order`."""
        return bisect_left(self.entries, order, key=_order_of)


def members(table: Table) -> dict[str | None, dict[Any, Partition]]:
    """The partitions of the table and of its indexes, built at first use; replaces `_index_members`."""
    found = table.get(dynamodb._INDEX_MEMBERS)
    if found is None:
        found = {name: _partitions(table, *keys) for name, keys in _schemas(table)}
        table[dynamodb._INDEX_MEMBERS] = found
    return found


def _partitions(table: Table, hashes: list[str], ranges: list[str]) -> dict[Any, Partition]:
    keys = dynamodb._index_order_keys(table, ranges)
    entries: dict[Any, list[Entry]] = defaultdict(list)
    for pk, items in table["items"].items():
        for sk, item in items.items():
            key = dynamodb._index_partition(item, hashes, ranges)
            if key is not None:
                entries[key].append((_order(keys, item), pk, sk))
    return {key: Partition(found) for key, found in entries.items()}


def change(table: Table, pk: Any, sk: Any, item: Item, add: bool) -> None:
    """Enter or remove one item everywhere; replaces `_index_item`, which every write calls."""
    found = table.get(dynamodb._INDEX_MEMBERS)
    if found is None:
        return
    for name, (hashes, ranges) in _schemas(table):
        key = dynamodb._index_partition(item, hashes, ranges)
        if key is None:
            continue
        partitions = found.setdefault(name, {})
        entry = (order(table, ranges, item), pk, sk)
        if add:
            partitions.setdefault(key, Partition()).add(entry)
        elif key in partitions:
            partitions[key].discard(entry)
            if not partitions[key].entries:
                del partitions[key]


def order(table: Table, ranges: list[str], item: Item) -> Order:
    """Where `item` (or a start key) stands in its partition."""
    return _order(dynamodb._index_order_keys(table, ranges), item)


def _order(keys: list[tuple[str, str]], item: Item) -> Order:
    return tuple(dynamodb._index_order_value(item, name, kind) for name, kind in keys)


def _schemas(table: Table) -> Iterator[tuple[str | None, tuple[list[str], list[str]]]]:
    yield BASE, ([table["pk_name"]], [table["sk_name"]] if table["sk_name"] else [])
    for name, hashes, ranges in dynamodb._index_key_schemas(table):
        yield name, (hashes, ranges)

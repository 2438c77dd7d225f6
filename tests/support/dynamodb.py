"""moto's DynamoDB as a server of its own, for a LocalStack that has no other:

    python -m tests.support.dynamodb -p 4567


moto copies the whole table before a transaction and puts the copy in its place when that is cancelled. So whoever reads
the stream goes on reading that of the old one, meets there what was undone, and misses all that is written afterwards;
what others wrote meanwhile is undone too; and a transaction takes the longer the more the table holds. Here only the
items of the transaction are kept, put back where it is cancelled, and one request is answered after the other.
"""

import copy
import sys
from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any

from moto import server
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table

_ALL_AT_ONCE = DynamoDBBackend.transact_write_items
_ONE_BY_ONE = server.DomainDispatcherApplication.__call__
_TURN = Lock()


class _Place:
    """Where an item of a table is, or may be, and what is there now."""

    def __init__(self, table: Table, step: dict[str, Any]) -> None:
        key = step.get("Key") or step["Item"]
        self.table = table
        self.hash = DynamoType(key[table.hash_key_attr])
        self.range = DynamoType(key[table.range_key_attr]) if table.range_key_attr else None
        self.item: Item | None = copy.deepcopy(table.get_item(self.hash, self.range))
        self.records = len(table.stream_shard.items) if table.stream_shard else 0

    def put_back(self) -> None:
        """Everything as it was, in the table and in its stream."""
        items = self.table.items if self.range is None else self.table.items[self.hash]
        where = self.hash if self.range is None else self.range
        if self.item is None:
            items.pop(where, None)
        else:
            items[where] = self.item
        if self.table.stream_shard:
            del self.table.stream_shard.items[self.records :]


def transact_write_items(backend: DynamoDBBackend, transact_items: list[dict[str, Any]]) -> None:
    """All or nothing, in the table that everybody knows. Raises what moto raises."""
    steps = [step for each in transact_items for step in each.values() if step["TableName"] in backend.tables]
    places = [_Place(backend.tables[step["TableName"]], step) for step in steps]
    try:
        _ALL_AT_ONCE(backend, transact_items)
    except Exception:
        for place in places:
            place.put_back()
        raise


def in_turn(application: Any, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The answer of moto's application, which nobody interrupts."""
    with _TURN:
        return list(_ONE_BY_ONE(application, environ, start_response))


if __name__ == "__main__":
    Table.__deepcopy__ = lambda self, _memo: self
    DynamoDBBackend.transact_write_items = transact_write_items
    server.DomainDispatcherApplication.__call__ = in_turn
    server.main(sys.argv[1:])

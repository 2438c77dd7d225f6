"""moto's DynamoDB with transactions that touch only their items, and answers that are written as they are.

    mend()                                      # in this process, once
    python -m tests.support.dynamodb -p 4567    # as a server of its own, for a LocalStack that has no other

moto copies the whole table before a transaction and puts the copy in its place when that is cancelled. So whoever reads
the stream goes on reading that of the old one, meets there what was undone, and misses all that is written afterwards;
what others wrote meanwhile is undone too; and a transaction takes the longer the more the table holds. Here only the
items of the transaction are kept and put back where it is cancelled; the server answers one request after the other.

It also looks for each member of an answer under six names that it might have in moto. The ten members of an attribute
value have but one name in DynamoDB, and an answer of moto consists of them: looking was nine tenths of a read.
"""

import copy
import sys
from base64 import b64encode
from collections.abc import Callable, Iterable
from functools import cache
from threading import Lock
from typing import Any

import orjson
from moto.core import serialize
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table

_ALL_AT_ONCE = DynamoDBBackend.transact_write_items


@cache
def mend() -> None:
    """moto's DynamoDB of this process is as said above from here on."""
    Table.__deepcopy__ = lambda self, _memo: self
    DynamoDBBackend.transact_write_items = transact_write_items
    serialize.SERVICE_SPECIFIC_SERIALIZERS["dynamodb"] = {"json": AsItIs}


class AsItIs(serialize.JSONSerializer):
    """Writes what moto hands over as attribute values without asking it for their parts."""

    def _serialize_type_structure(self, serialized: Any, value: Any, shape: Any, key: str) -> None:
        if shape.name == "AttributeValue":
            serialized[key] = value
        else:
            super()._serialize_type_structure(serialized, value, shape, key)

    def _serialize_body(self, body: Any) -> str:
        return orjson.dumps(body, default=lambda binary: b64encode(binary).decode()).decode()


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


def serve(arguments: list[str]) -> None:
    """moto's server until it is stopped; one request is answered after the other."""
    from moto import server  # noqa: PLC0415  only who serves pays for it

    answer, turn = server.DomainDispatcherApplication.__call__, Lock()

    def in_turn(application: Any, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        with turn:
            return list(answer(application, environ, start_response))

    server.DomainDispatcherApplication.__call__ = in_turn
    server.main(arguments)


if __name__ == "__main__":
    mend()
    serve(sys.argv[1:])

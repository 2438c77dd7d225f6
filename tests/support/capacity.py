"""What a use case costs: DynamoDB calls, read units and write units, computed from what really went over the wire.

    with counted() as used:
        desk.get(f"/customers/{customer_id}")
    assert (used.calls, used.read_units) == (["GetItem"], 0.5)

Engines report no capacity, or a constant, so it is computed here as DynamoDB bills it. To know what a write did, the
item is read before and after it; those reads are not counted.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from onestop import tables
from onestop.aws import values
from onestop.aws.services import SERVICES
from tests.support.units import Item, index_units, read_units, size, write_units

WRITES = {"PutItem": "Put", "UpdateItem": "Update", "DeleteItem": "Delete"}
DYNAMODB = SERVICES["dynamodb"]


@dataclass
class Used:
    """Calls in their order; `write_units` are the table's own, `index_units` those of its global indexes.

    `answers` are the bodies that came back, by the name that the protocol has for the operation.
    """

    calls: list[str] = field(default_factory=list)
    answers: list[tuple[str, str]] = field(default_factory=list)
    read_units: float = 0
    write_units: float = 0
    index_units: float = 0


@contextmanager
def counted() -> Iterator[Used]:
    """Count what the tables of all capabilities loaded by now are asked for, on any thread and over any transport."""
    used = Used()
    clients = [(connection, connection.client) for connection in connections()]
    try:
        for connection, client in clients:
            connection._client = _Meter(client, used)
        yield used
    finally:
        for connection, client in clients:
            connection._client = client


def connections() -> list[Any]:
    """The one connection of each capability."""
    bases = [base for base in tables.Row.__subclasses__() if getattr(base, "Meta", None)]
    return [base._get_connection().connection for base in bases if hasattr(base.Meta, "table_name")]


@dataclass(frozen=True)
class _Write:
    """One item that a call writes."""

    table: str
    key: Item
    before: Item | None


class _Meter:
    """Stands between PynamoDB and the client that it has."""

    _request_signer = None

    def __init__(self, client: Any, used: Used) -> None:
        self.client, self.used = client, used
        self.tables: dict[str, Mapping[str, Any]] = {}

    def _make_api_call(self, operation: str, params: Mapping[str, Any]) -> dict[str, Any]:
        self.used.calls.append(operation)
        writes = [_Write(name, key, self._image(name, key)) for name, key in self._written(operation, params)]
        answer: dict[str, Any] = self.client._make_api_call(operation, params)
        body = {name: value for name, value in answer.items() if name != "ResponseMetadata"}
        self.used.answers.append((f"{DYNAMODB.target}.{operation}", values.encoded(body).decode()))
        self.used.read_units += _read_by(operation, params, answer)
        for write in writes:
            self._count(operation, write)
        return answer

    def _count(self, operation: str, write: _Write) -> None:
        after = self._image(write.table, write.key)
        times = 2 if operation == "TransactWriteItems" else 1
        self.used.write_units += times * write_units(write.before, after)
        self.used.index_units += index_units(self._indexes(write.table), write.before, after)

    def _written(self, operation: str, params: Mapping[str, Any]) -> Iterator[tuple[str, Item]]:
        """The table and the key of each item that a call writes."""
        if operation in WRITES:
            yield params["TableName"], self._key_of(params)
        for each in params.get("TransactItems", []) if operation == "TransactWriteItems" else []:
            [step] = each.values()
            yield step["TableName"], self._key_of(step)
        for name, requests in params.get("RequestItems", {}).items() if operation == "BatchWriteItem" else []:
            for request in requests:
                [step] = request.values()
                yield name, self._key_of({"TableName": name, **step})

    def _key_of(self, step: Mapping[str, Any]) -> Item:
        if "Key" in step:
            return dict(step["Key"])
        names = [each["AttributeName"] for each in self._table(step["TableName"])["KeySchema"]]
        return {name: step["Item"][name] for name in names}

    def _indexes(self, name: str) -> list[Mapping[str, Any]]:
        return list(self._table(name).get("GlobalSecondaryIndexes", []))

    def _table(self, name: str) -> Mapping[str, Any]:
        if name not in self.tables:
            self.tables[name] = self.client._make_api_call("DescribeTable", {"TableName": name})["Table"]
        return self.tables[name]

    def _image(self, name: str, key: Item) -> Item | None:
        asked = {"TableName": name, "Key": dict(key), "ConsistentRead": True}
        image: Item | None = self.client._make_api_call("GetItem", asked).get("Item")
        return image


def _read_by(operation: str, params: Mapping[str, Any], parsed: Mapping[str, Any]) -> float:
    """What was read, by the size of what came back; each item of a batch is a read of its own."""
    if operation == "GetItem":
        return read_units(size(parsed.get("Item")), consistent=params.get("ConsistentRead", False))
    if operation in ("Query", "Scan"):
        total = sum(map(size, parsed.get("Items", [])))
        return read_units(total, consistent=params.get("ConsistentRead", False))
    if operation == "TransactGetItems":
        return sum(2 * read_units(size(each.get("Item")), consistent=True) for each in parsed.get("Responses", []))
    if operation == "BatchGetItem":
        return sum(_batch_read(asked, parsed.get("Responses", {}).get(name, []))
                   for name, asked in params["RequestItems"].items())  # fmt: skip
    return 0


def _batch_read(asked: Mapping[str, Any], found: list[Item]) -> float:
    sizes = [size(item) for item in found] + [0] * (len(asked["Keys"]) - len(found))
    return sum(read_units(each, consistent=asked.get("ConsistentRead", False)) for each in sizes)

"""Many threads at one table of moto, as DynamoDB would have them: each call whole, some in each other's way.

moto's transactions are not safe from each other, so calls take turns; who is next is up to the threads.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from random import Random
from threading import Lock
from typing import Any, TypeVar

from botocore.exceptions import ClientError

from tests.support.capacity import connections

T = TypeVar("T")
Made = TypeVar("Made")
TRANSACTIONS = ("TransactWriteItems", "TransactGetItems")


@contextmanager
def in_turns(conflicts: float = 0) -> Iterator[None]:
    """Calls of the tables loaded by now take turns; so many of the transactions find others in their way."""
    clients = [(connection, connection.client) for connection in connections()]
    lock, chance = Lock(), Random(1)
    for connection, client in clients:
        connection._client = _Turns(client, lock, lambda: chance.random() < conflicts)
    try:
        yield
    finally:
        for connection, client in clients:
            connection._client = client


def at_once(work: Callable[[T], Made], of: Iterable[T], threads: int = 16) -> list[Made]:
    """What `work` makes of each, all of them under way together."""
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, of))


class _Turns:
    """Stands between PynamoDB and the client that it has."""

    _request_signer = None

    def __init__(self, client: Any, lock: Any, conflicts: Callable[[], bool]) -> None:
        self.client, self.lock, self.conflicts = client, lock, conflicts

    def _make_api_call(self, operation: str, params: Any) -> Any:
        with self.lock:
            if operation in TRANSACTIONS and self.conflicts():
                raise _in_the_way(operation, params)
            return self.client._make_api_call(operation, params)


def _in_the_way(operation: str, params: Any) -> ClientError:
    reasons = [{"Code": "TransactionConflict", "Message": "in conflict"} for _ in params["TransactItems"]]
    said = {"Code": "TransactionCanceledException", "Message": "Transaction cancelled: [TransactionConflict]"}
    return ClientError({"Error": said, "CancellationReasons": reasons}, operation)

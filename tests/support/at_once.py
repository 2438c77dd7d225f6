"""Many at once, in threads, on tables that take one call after the other, as DynamoDB does with one item.

moto is not made for threads. What races here is all that lies between the calls of one piece of work.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Lock
from typing import Any, TypeVar

from tests.support.capacity import connections

Done = TypeVar("Done")


class _OneByOne:
    """The client of a table; a call that has begun is over before the next one begins."""

    _request_signer = None

    def __init__(self, client: Any) -> None:
        self._client, self._lock = client, Lock()

    def _make_api_call(self, operation: str, asked: Any) -> Any:
        with self._lock:
            return self._client._make_api_call(operation, asked)


def at_once(works: list[Callable[[], Done]]) -> list[Done]:
    """What each work returns; all begin together."""
    start = Barrier(len(works))

    def run(work: Callable[[], Done]) -> Done:
        start.wait()
        return work()

    with _one_by_one(), ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


@contextmanager
def _one_by_one() -> Iterator[None]:
    clients = [(connection, connection.client) for connection in connections()]
    for connection, client in clients:
        connection._client = _OneByOne(client)
    try:
        yield
    finally:
        for connection, client in clients:
            connection._client = client

"""Somebody who comes between: after a piece of work has read, and before it writes.

with meanwhile(lambda: desk.patch(path, {"name": "Mei"})):
    ...                                     # what writes here writes after that
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.support.capacity import WRITES, connections


class _Interrupted:
    """The client of a table, before whose first write something else is done, once."""

    _request_signer = None

    def __init__(self, client: Any, works: list[Callable[[], Any]]) -> None:
        self._client, self._works = client, works

    def _make_api_call(self, operation: str, asked: Any) -> Any:
        if operation in {*WRITES, "TransactWriteItems"} and self._works:
            self._works.pop()()
        return self._client._make_api_call(operation, asked)


@contextmanager
def meanwhile(work: Callable[[], Any]) -> Iterator[None]:
    """Do `work` before the first write within."""
    works, clients = [work], [(connection, connection.client) for connection in connections()]
    for connection, client in clients:
        connection._client = _Interrupted(client, works)
    try:
        yield
    finally:
        for connection, client in clients:
            connection._client = client
    assert not works, "nothing was written"

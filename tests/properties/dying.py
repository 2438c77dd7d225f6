"""Workers that end at any call to their tables: before it, or after it was carried out."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tests.support.capacity import connections


class Died(Exception):
    """The worker ended here."""


class Dying:
    """The client of a table, whose caller may end with each call."""

    _request_signer = None

    def __init__(self, client: Any, dies: Callable[[], bool]) -> None:
        self.client, self.dies = client, dies

    def _make_api_call(self, operation: str, params: Mapping[str, Any]) -> dict[str, Any]:
        if self.dies():
            raise Died
        answer: dict[str, Any] = self.client._make_api_call(operation, params)
        if self.dies():
            raise Died
        return answer


@contextmanager
def dying(dies: Callable[[], bool]) -> Iterator[None]:
    """While the block runs, every call of every table asks `dies` twice."""
    whole = [(connection, connection.client) for connection in connections()]
    for connection, client in whole:
        connection._client = Dying(client, dies)
    try:
        yield
    finally:
        for connection, client in whole:
            connection._client = client

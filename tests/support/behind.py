"""Tables whose reads are behind, as DynamoDB's may be unless they are asked to be consistent."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.support.capacity import connections


@contextmanager
def behind() -> Iterator[None]:
    """Reads that are not consistent find nothing of what is there."""
    clients = [(connection, connection.client) for connection in connections()]
    try:
        for connection, client in clients:
            connection._client = _Behind(client)
        yield
    finally:
        for connection, client in clients:
            connection._client = client


class _Behind:
    """Stands between PynamoDB and the client that it has."""

    _request_signer = None

    def __init__(self, client: Any) -> None:
        self.client = client

    def _make_api_call(self, operation: str, params: Any) -> Any:
        answer = self.client._make_api_call(operation, params)
        if operation == "Query" and not params.get("ConsistentRead"):
            return {**answer, "Items": [], "Count": 0}
        if operation == "GetItem" and not params.get("ConsistentRead"):
            return {name: value for name, value in answer.items() if name != "Item"}
        if operation == "BatchGetItem":
            asked = params["RequestItems"]
            found = {n: rows if asked[n].get("ConsistentRead") else [] for n, rows in answer["Responses"].items()}
            return {**answer, "Responses": found}
        return answer

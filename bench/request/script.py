"""The operations: an event for each, and what DynamoDB is asked for and answers when a door gets it."""

import copy
from dataclasses import dataclass
from functools import cache
from typing import Any

import tests.conftest  # noqa: F401  sets the environment that the functions are loaded with
from customers.api import app
from customers.table import Row
from tests.support.gateway import CONTEXT, Browser

ADA = {"kind": "person", "name": "Ada Lovelace", "emails": [{"address": "ada@example.org"}], "language": "en"}
IDS = [f"01J0000000000000000000{number:04}" for number in range(20)]
Call = tuple[str, dict[str, Any], dict[str, Any]]


@dataclass(frozen=True)
class Operation:
    """One request; `run` gives it to the door and fails unless it is answered as it should be."""

    event: dict[str, Any]
    status: int

    def run(self) -> dict[str, Any]:
        answer = app(self.event, CONTEXT)
        if answer["statusCode"] != self.status:
            raise AssertionError(answer["body"])
        return answer


@cache
def operations() -> dict[str, Operation]:
    """By the names that the results have for them."""
    desk, one = Browser(app), f"/customers/{IDS[0]}"
    sent = {"content-type": "application/json", "if-match": "*", "x-correlation-id": "bench"}
    return {
        "create": Operation(desk.event("POST", "/customers", ADA, sent), 201),
        "get": Operation(desk.event("GET", one, None, sent), 200),
        "list20": Operation(desk.event("GET", "/customers?limit=20", None, sent), 200),
        "patch": Operation(desk.event("PATCH", one, {"language": "fr"}, sent), 200),
    }


def rehearsed(operation: Operation) -> list[Call]:
    """The calls that an operation makes: name, parameters and what the stub is to answer."""
    return _played(operation, _stored())


@cache
def _stored() -> list[dict[str, Any]]:
    """Twenty customers as they are stored: what the door writes when Ada is registered, under twenty ids."""
    [(_, parameters, _)] = _played(operations()["create"], [])
    record = parameters["TransactItems"][-1]["Put"]["Item"]
    own = record["id"]["S"]
    return [_with_id(record, own, each) for each in IDS]


def _with_id(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {name: _with_id(each, old, new) for name, each in value.items()}
    return value.replace(old, new) if isinstance(value, str) else value


def _played(operation: Operation, stored: list[dict[str, Any]]) -> list[Call]:
    connection = Row._get_connection().connection
    before, connection._client = connection._client, (stage := _Stage(stored))
    try:
        operation.run()
    finally:
        connection._client = before
    return stage.calls


class _Stage:
    """Stands in for the client while an operation is rehearsed."""

    _request_signer = None

    def __init__(self, stored: list[dict[str, Any]]) -> None:
        self.stored, self.calls = stored, list[Call]()

    def _make_api_call(self, called: str, parameters: dict[str, Any]) -> dict[str, Any]:
        answer = self._answer(called)
        self.calls.append((called, copy.deepcopy(parameters), answer))
        return copy.deepcopy(answer)

    def _answer(self, called: str) -> dict[str, Any]:
        if called == "GetItem":
            return {"Item": self.stored[0]}
        return {"Items": self.stored, "Count": 20, "ScannedCount": 20} if called == "Query" else {}

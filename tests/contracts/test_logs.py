"""Nobody is quoted in a log: every route is sent canaries in every field, and then the logs are searched for them."""

import itertools
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from infra.contracts.sources import capabilities
from onestop.http import Route
from tests.contracts import canaries
from tests.support.capacity import connections
from tests.support.listening import Heard, listening
from tests.support.whole import Whole

ROUTES = [route for capability in capabilities() for route in capability.routes]
KEYS = {"service", "tenant", "correlation"}
numbers = itertools.count(1)


class Quoting:
    """The client of a table that fails."""

    _request_signer = SimpleNamespace(_credentials="some")

    def _make_api_call(self, operation: str, asked: Any) -> None:
        raise ValueError(f"{operation} cannot take {asked} from {canaries.TEXT}")


@pytest.fixture
def broken(house: Whole) -> Iterator[None]:
    """A DynamoDB whose every failure quotes what it was sent."""
    whole = [(connection, connection.client) for connection in connections()]
    for connection, _ in whole:
        connection._client = Quoting()
    yield
    for connection, client in whole:
        connection._client = client


def ask(house: Whole, route: Route, body: Any, **who: Any) -> Heard:
    headers = {"X_Forwarded_For": canaries.NAME, "User_Agent": canaries.TEXT, "Idempotency_Key": canaries.SECRET}
    with listening() as heard:
        house.ask(route.method, canaries.path_of(route), body, who=who, if_match=canaries.SECRET, **headers)
    return heard


def whose(heard: Heard) -> set[str]:
    return {line["tenant"] for line in heard.lines}


def from_each_route(house: Whole, body: Callable[[Route], Any], **who: Any) -> dict[str, Heard]:
    return {f"{route.method} {route.path}": ask(house, route, body(route), **who) for route in ROUTES}


def quoting(heard: dict[str, Heard]) -> dict[str, list[str]]:
    return {route: found for route, each in heard.items() if (found := each.quotes(*canaries.ALL))}


def test_a_request_full_of_canaries_leaves_none_in_the_log(house: Whole) -> None:
    heard = from_each_route(house, canaries.body_of)
    assert quoting(heard) == {}
    assert [route for route, each in heard.items() if not all(line.keys() >= KEYS for line in each.lines)] == []
    assert {route: whose(each) for route, each in heard.items() if whose(each) != {house.tenant}} == {}


def test_a_request_that_cannot_be_read_leaves_no_canary_in_the_log(house: Whole) -> None:
    heard = from_each_route(house, lambda _: f'{{"name": "{canaries.TEXT}", ')
    assert quoting(heard) == {}
    assert [route for route, each in heard.items() if each.lines[-1]["message"] != "request"] == []


def test_who_is_not_identified_is_nobody_in_the_log(house: Whole) -> None:
    heard = from_each_route(house, canaries.body_of, tenant="")
    assert {route: whose(each) for route, each in heard.items() if whose(each) != {"-"}} == {}


@pytest.mark.parametrize("asked", canaries.GOOD, ids=" ".join)
def test_what_is_done_leaves_no_canary_in_the_log(house: Whole, asked: tuple[str, str]) -> None:
    customer = house.ask("POST", "/customers", {"kind": "person", "name": f"Somebody {next(numbers)}"}).json["id"]
    with listening() as heard:
        reply = house.ask(asked[0], asked[1].format(customerId=customer), canaries.GOOD[asked])
    assert reply.status < 300, reply.text
    assert heard.quotes(*canaries.ALL) == []
    assert heard.lines


@pytest.mark.parametrize("asked", canaries.GOOD, ids=" ".join)
def test_a_fault_that_quotes_everything_is_told_by_its_class_and_place(
    house: Whole, asked: tuple[str, str], broken: None
) -> None:
    with listening() as heard:
        reply = house.ask(asked[0], asked[1].format(customerId=canaries.ID), canaries.GOOD[asked])
    assert (reply.status, heard.quotes(*canaries.ALL)) == (500, [])
    [fault] = [line for line in heard.lines if line["level"] == "ERROR"]
    assert fault["exception_name"] == "ValueError"
    assert "table" in fault["exception"]

"""The steps of routing_simulation.feature."""

import importlib
from collections.abc import Iterator
from typing import Any

import pytest
from freezegun import freeze_time
from pytest_bdd import given, parsers, scenarios, then, when

from tests.routing.desk import Desk
from tests.routing.imagined import carried_out
from tests.support import tables
from tests.support.gateway import Browser
from tests.support.wire import Stream

scenarios("routing_simulation.feature")

HOUR = {"since": "2026-11-23T12:00:00Z", "until": "2026-11-23T13:00:00Z"}
BILLING = [{"skill": "billing", "level": 1}]


@pytest.fixture
def time() -> Iterator[Any]:
    with freeze_time("2026-11-23T12:00:00Z") as passing:
        yield passing


@pytest.fixture
def desk(aws: None, time: Any) -> Desk:
    return Desk(Browser(importlib.import_module("routing.api").app), Stream("routing", tables.create("routing")))


@pytest.fixture
def seen() -> dict[str, Any]:
    """The queue, the agents by their names, and what was answered."""
    return {}


def served(desk: Desk, time: Any, number: int, **said: Any) -> None:
    """Tickets that come at once, and each of which takes whoever has it a minute."""
    tickets = [desk.ticket(**said) for _ in range(number)]
    for _ in tickets:
        desk.carry()
        time.tick(60)
        [done] = [each for each in tickets if desk.state(each)[0] == "assigned"]
        desk.change(done, "TicketResolved", statusCategory="solved")
    desk.carry()
    time.tick(3600)


@given(parsers.parse("a desk on which Mei alone served {number:d} tickets, one after the other, for a minute each"))
def _alone(desk: Desk, seen: dict[str, Any], time: Any, number: int) -> None:
    seen["queue"], seen["Mei"] = desk.queue(), desk.agent(capacity=20)
    served(desk, time, number)


@given(
    parsers.parse("a desk on which Mei alone served {number:d} tickets that need billing, while Ben did not know it")
)
def _beside(desk: Desk, seen: dict[str, Any], time: Any, number: int) -> None:
    seen["queue"], seen["Mei"] = desk.queue(), desk.agent(capacity=20, skills=BILLING)
    seen["Ben"] = desk.agent(capacity=20)
    served(desk, time, number, needs=BILLING)


@given("a desk with the agents Mei and Ben")
def _two(desk: Desk, seen: dict[str, Any]) -> None:
    seen["queue"], seen["Mei"], seen["Ben"] = desk.queue(), desk.agent(capacity=20), desk.agent(capacity=20)


@when(parsers.re(r"the hour is replayed with 1 agent (?P<how>more|fewer)"))
def _replayed(desk: Desk, seen: dict[str, Any], how: str) -> None:
    seen["done"] = carried_out(desk, **HOUR, agents={"add" if how == "more" else "remove": 1})


@when(parsers.parse("the hour is replayed with a policy that asks for no skill after {seconds:d} seconds"))
def _eased(desk: Desk, seen: dict[str, Any], seconds: int) -> None:
    policy = desk.policy(skills={"relax": [{"after": seconds, "by": 5}]})
    seen["done"] = carried_out(desk, **HOUR, policy=policy)


@when(parsers.parse("{number:d} calls at once are tried, of a minute each"))
def _made_up(desk: Desk, seen: dict[str, Any], number: int) -> None:
    seen["done"] = carried_out(desk, arrivals=calls(number), queue=seen["queue"])


@when(parsers.parse("{number:d} calls at once are tried twice, with 1 agent more and the seed {seed:d}"))
def _twice(desk: Desk, seen: dict[str, Any], number: int, seed: int) -> None:
    asked = {"arrivals": calls(number), "queue": seen["queue"], "agents": {"add": 1}, "seed": seed}
    seen["results"] = [carried_out(desk, **asked)["tried"] for _ in range(2)]


@when("a month is to be replayed")
def _month(desk: Desk, seen: dict[str, Any]) -> None:
    asked = {"since": "2026-10-23T12:00:00Z", "until": "2026-11-23T12:00:00Z"}
    seen["reply"] = desk.lead.post("/routing/simulations", asked)


def calls(number: int) -> list[dict[str, Any]]:
    return [{"at": 0, "handling": 60} for _ in range(number)]


@then(parsers.parse("the longest wait would have been {tried:d} seconds instead of {in_use:d}"))
def _longest(seen: dict[str, Any], tried: int, in_use: int) -> None:
    assert [round(seen["done"][name]["wait"]["max"]) for name in ("tried", "inUse")] == [tried, in_use]


@then(parsers.parse("{tried:d} tickets would have found nobody instead of {in_use:d}"))
def _nobody(seen: dict[str, Any], tried: int, in_use: int) -> None:
    assert [seen["done"][name]["unserved"] for name in ("tried", "inUse")] == [tried, in_use]


@then(parsers.parse("of the work {tried:d} % would have gone to those who know it, instead of {in_use:d} %"))
def _match(seen: dict[str, Any], tried: int, in_use: int) -> None:
    assert [round(100 * seen["done"][name]["skillMatch"]) for name in ("tried", "inUse")] == [tried, in_use]


@then("both results are the same")
def _same(seen: dict[str, Any]) -> None:
    assert seen["results"][0] == seen["results"][1]


@then(parsers.parse('it is refused, because until "{reason}"'))
def _refused(seen: dict[str, Any], reason: str) -> None:
    assert seen["reply"].status == 422
    assert seen["reply"].json["errors"] == [{"pointer": "/until", "reason": reason}]


@then("nobody has anything")
def _nothing(desk: Desk, seen: dict[str, Any]) -> None:
    assert desk.held(seen["Mei"]) == set()

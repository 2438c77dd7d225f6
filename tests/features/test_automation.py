"""The steps of automation.feature."""

from collections.abc import Iterator
from typing import Any

import pytest
from freezegun import freeze_time
from pytest_bdd import given, parsers, scenarios, then, when

from tests.support.gateway import Browser
from tests.support.wire import Wire
from tests.tickets.desk import browser, now, opened
from tests.tickets.promises import later, reply, sweep
from tests.tickets.ruling import EVENTS, leaf, outcomes, rule, runs

scenarios("automation.feature")
Told = dict[str, Any]
URGENT, VIP = {"priority": "urgent"}, leaf("tags", "contains", "vip")
LIVE = leaf("statusCategory", "in", ["new", "open"])


@pytest.fixture(autouse=True)
def time() -> Iterator[Any]:
    with freeze_time("2026-11-23T10:00:00Z") as moment:
        yield moment


@pytest.fixture
def wire(aws: None) -> Wire:
    return Wire("tickets")


@pytest.fixture
def desk(wire: Wire) -> Browser:
    return browser()


@pytest.fixture
def told() -> Told:
    """What the scenario speaks of."""
    return {}


def passes(wire: Wire, time: Any, hours: int) -> None:
    """Hours pass, and the clock looks each ten minutes."""
    for _ in range(hours * 6):
        wire.carry()
        later(time, 601)
        sweep()


@given("a rule that makes new tickets of VIPs urgent")
def _vip(desk: Browser, told: Told) -> None:
    told["rule"] = rule(desk, URGENT, when=VIP)


@given("a rule that makes new tickets of VIPs urgent, which is not switched on")
def _vip_off(desk: Browser, told: Told) -> None:
    told["rule"] = rule(desk, URGENT, when=VIP, active=False)


@given(parsers.parse('a rule that tags tickets as "{tag}" that are open and had no reply for {hours:d} hours'))
def _late(desk: Browser, tag: str, hours: int) -> None:
    rule(desk, {"addTags": [tag]}, on=("waitingSince", hours * 3600), when=LIVE)


@given("a rule that makes high tickets low, and one that makes low tickets high")
def _each_other(desk: Browser) -> None:
    for one, other in (("high", "low"), ("low", "high")):
        rule(desk, {"priority": other}, on=EVENTS, when=leaf("priority", "is", one))


@given("a ticket that has waited for an hour")
def _waits(desk: Browser, told: Told, wire: Wire, time: Any) -> None:
    told["ticket"] = opened(desk)
    passes(wire, time, 1)


@given("three tickets, of which one is of a VIP")
def _three(desk: Browser, told: Told) -> None:
    told["tickets"] = [opened(desk, tags=tags) for tags in (["vip"], [], [])]


@when("a VIP opens a ticket, and somebody else does")
def _open_two(desk: Browser, told: Told, wire: Wire) -> None:
    told["ticket"], told["other"] = opened(desk, tags=["vip"]), opened(desk)
    wire.carry()


@when(parsers.parse("a customer opens a ticket, and {hours:d} hours pass without a reply"))
def _open_and_wait(desk: Browser, told: Told, wire: Wire, time: Any, hours: int) -> None:
    told["ticket"] = opened(desk)
    passes(wire, time, hours)


@when(parsers.parse("a customer opens a ticket, is answered, and {hours:d} hours pass"))
def _answered(desk: Browser, told: Told, wire: Wire, time: Any, hours: int) -> None:
    told["ticket"] = opened(desk)
    reply(desk, told["ticket"])
    passes(wire, time, hours)


@when("a customer opens a ticket of low priority")
def _open_low(desk: Browser, told: Told, wire: Wire) -> None:
    told["ticket"] = opened(desk, priority="low")
    wire.carry()


@when("another hour passes")
def _an_hour(wire: Wire, time: Any) -> None:
    passes(wire, time, 1)


@when(parsers.parse("{hours:d} hours pass"))
def _hours(wire: Wire, time: Any, hours: int) -> None:
    passes(wire, time, hours)


@when("it is tried on the last tickets")
def _try(desk: Browser, told: Told) -> None:
    told["tried"] = desk.post(f"/automation-rules/{told['rule']['id']}/dry-run", {}).json


@then("the VIP's ticket is urgent and the other one is not")
def _urgent(desk: Browser, told: Told) -> None:
    assert [now(desk, told[each])["priority"] for each in ("ticket", "other")] == ["urgent", "normal"]


@then("the log of the VIP's ticket names the rule and what it changed")
def _logged(desk: Browser, told: Told) -> None:
    [run] = runs(desk, told["ticket"])
    assert (run["rule"], run["changes"]) == (told["rule"]["id"], {"priority": {"before": "normal", "after": "urgent"}})


@then(parsers.parse('the ticket is tagged as "{tag}"'))
def _tagged(desk: Browser, told: Told, tag: str) -> None:
    assert now(desk, told["ticket"])["tags"] == [tag]


@then("the ticket has no tags")
def _untagged(desk: Browser, told: Told) -> None:
    assert now(desk, told["ticket"])["tags"] == []


@then("the rule has acted once")
def _once(desk: Browser, told: Told) -> None:
    assert outcomes(desk, told["ticket"]) == ["done"]


@then("it would have made the VIP's ticket urgent, and no other")
def _would(told: Told) -> None:
    [would] = told["tried"]["matched"]
    assert (would["ticket"], would["changes"]["priority"]["after"]) == (told["tickets"][0]["id"], "urgent")


@then("no ticket has changed")
def _unchanged(desk: Browser, told: Told) -> None:
    assert [now(desk, each) for each in told["tickets"]] == told["tickets"]


@then("each of them has acted once, and the log says that they were stopped")
def _stopped(desk: Browser, told: Told) -> None:
    made = outcomes(desk, told["ticket"])
    assert made[:2] == ["done", "done"]
    assert set(made[2:]) == {"stopped"}

"""The steps of routing_policies.feature."""

import importlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from freezegun import freeze_time
from pytest_bdd import given, parsers, scenarios, then, when

from onestop import clock
from tests.routing.desk import Desk
from tests.support import tables
from tests.support.gateway import Browser
from tests.support.wire import Stream

scenarios("routing_policies.feature")


@pytest.fixture
def time() -> Iterator[Any]:
    with freeze_time("2026-11-23T12:00:00Z") as passing:
        yield passing


@pytest.fixture
def desk(aws: None, time: Any) -> Desk:
    return Desk(Browser(importlib.import_module("routing.api").app), Stream("routing", tables.create("routing")))


@pytest.fixture
def seen() -> dict[str, Any]:
    """Policy, queues, people and tickets by their names; `it` is the latest ticket."""
    return {}


@given(parsers.parse('a queue whose policy is "{method}"'))
def _by_method(desk: Desk, seen: dict[str, Any], method: str) -> None:
    decide_by(desk, seen, method=method)


@given(parsers.parse("a queue that lowers levels by {by:d} after {seconds:d} seconds"))
def _easing(desk: Desk, seen: dict[str, Any], by: int, seconds: int) -> None:
    decide_by(desk, seen, skills={"relax": [{"after": seconds, "by": by}]})


@given(parsers.parse("a queue that gives nobody more than {most:d} item in {seconds:d} seconds"))
def _sharing(desk: Desk, seen: dict[str, Any], most: int, seconds: int) -> None:
    decide_by(desk, seen, fairShare={"window": seconds, "most": most})


@given(parsers.parse('a queue to whose policy the tier "{tier}" matters'))
def _tiers(desk: Desk, seen: dict[str, Any], tier: str) -> None:
    decide_by(desk, seen, tiers={tier: 1.0})


def decide_by(desk: Desk, seen: dict[str, Any], **said: Any) -> None:
    seen["policy"] = desk.policy(**said)
    seen["queue"] = desk.queue(policy=seen["policy"])


@given("the agents")
def _agents(desk: Desk, seen: dict[str, Any], datatable: list[list[str]]) -> None:
    for row in rows(datatable):
        said = {"languages": row.get("languages", "en").split(), "capacity": int(row.get("room", 100))}
        agent = seen[row["name"]] = desk.agent(skills=skills(row.get("skills")), **said)
        for _ in range(int(row.get("busy", 0)) // 20):
            given_to(desk, agent)


@given(parsers.parse('an agent who serves "{first}" first and "{second}" after {seconds:d} seconds'))
def _profiled(desk: Desk, seen: dict[str, Any], first: str, second: str, seconds: int) -> None:
    seen[first], seen[second] = (desk.queue(name, position=at) for at, name in enumerate((first, second)))
    profile = desk.profile(
        {"queue": seen[first], "priority": 1, "delay": 0}, {"queue": seen[second], "priority": 2, "delay": seconds}
    )
    seen["agent"] = desk.agent(profile=profile)


def skills(said: str | None) -> list[dict[str, Any]]:
    """`billing 3, wholesale 1`."""
    pairs = (each.split() for each in (said or "").split(", ") if each)
    return [{"skill": name, "level": int(level)} for name, level in pairs]


def rows(datatable: list[list[str]]) -> list[dict[str, str]]:
    return [dict(zip(datatable[0], each, strict=True)) for each in datatable[1:]]


def given_to(desk: Desk, agent: str) -> None:
    """Something that a person gave to an agent, so that they are busier than others."""
    ticket = desk.ticket(assignee=agent)
    desk.carry()
    assert desk.state(ticket) == ("assigned", agent)


def opened(desk: Desk, seen: dict[str, Any], **said: Any) -> None:
    seen["it"] = desk.ticket(**said)
    seen.setdefault("tickets", []).append(seen["it"])
    desk.carry()


@when("a ticket is opened")
def _opened(desk: Desk, seen: dict[str, Any]) -> None:
    opened(desk, seen)


@when("two tickets are opened")
def _two(desk: Desk, seen: dict[str, Any]) -> None:
    opened(desk, seen)
    opened(desk, seen)


@when(parsers.parse("a ticket that needs {skill} at level {level:d} is opened"))
def _needing(desk: Desk, seen: dict[str, Any], skill: str, level: int) -> None:
    opened(desk, seen, needs=[{"skill": skill, "level": level}])


@when(parsers.parse('a ticket in "{language}" is opened'))
def _spoken(desk: Desk, seen: dict[str, Any], language: str) -> None:
    opened(desk, seen, language=language)


@when(parsers.parse('a ticket is opened in "{queue}"'))
def _in(desk: Desk, seen: dict[str, Any], queue: str) -> None:
    opened(desk, seen, queue=seen[queue])


@when("tickets are opened")
def _urgent(desk: Desk, seen: dict[str, Any], time: Any, datatable: list[list[str]]) -> None:
    for row in rows(datatable):
        seconds = row["due in seconds"]
        due = clock.rfc3339(clock.now() + timedelta(seconds=int(seconds or 0)))
        sla = {"clocks": [{"state": "active", "dueAt": due}]} if seconds else None
        opened(desk, seen, priority=row["priority"], requesterTier=row["tier"] or None, sla=sla)
        seen[seen["it"]] = row["name"]
        time.tick(1)


@when(parsers.parse("somebody asks who would get a ticket that needs {skill}"))
def _asked(desk: Desk, seen: dict[str, Any], skill: str) -> None:
    asked = {"queue": seen["queue"], "needs": [{"skill": skill, "level": 1}]}
    seen["answer"] = desk.lead.post(f"/routing-policies/{seen['policy']}/dry-run", asked).json


@then("Mei and Ben have one each")
def _one_each(desk: Desk, seen: dict[str, Any]) -> None:
    assert [len(desk.held(seen[name])) for name in ("Mei", "Ben")] == [1, 1]


@then(parsers.re(r"(?P<name>Mei|Ben) has it"))
def _has_it(desk: Desk, seen: dict[str, Any], name: str) -> None:
    assert desk.state(seen["it"]) == ("assigned", seen[name])


@then(parsers.re(r"(?P<name>Ben|the agent) has it after (?P<seconds>\d+) seconds"))
def _has_it_later(desk: Desk, seen: dict[str, Any], time: Any, name: str, seconds: str) -> None:
    time.tick(int(seconds))
    desk.carry()
    assert desk.state(seen["it"]) == ("assigned", seen[name.removeprefix("the ")])


@then("it waits")
def _waits(desk: Desk, seen: dict[str, Any]) -> None:
    assert desk.state(seen["it"]) == ("waiting", None)


@then(parsers.parse('it waits, and Ben is refused because he "{reason}"'))
def _refused(desk: Desk, seen: dict[str, Any], reason: str) -> None:
    _waits(desk, seen)
    answer = desk.lead.post(f"/routing-policies/{seen['policy']}/dry-run", {"work": seen["it"]}).json
    assert [each["refused"] for each in answer["candidates"]] == [reason]


@then("Mei has one of them")
def _one(desk: Desk, seen: dict[str, Any]) -> None:
    assert len(desk.held(seen["Mei"])) == 1


@then(parsers.parse("Mei has both after {seconds:d} seconds"))
def _both(desk: Desk, seen: dict[str, Any], time: Any, seconds: int) -> None:
    for _ in range(3):  # the look that finds it comes with the minute, or sooner
        time.tick(seconds // 2)
        desk.clock()
        desk.carry()
    assert desk.held(seen["Mei"]) == {*seen["tickets"]}


@then(parsers.re(r"an agent who does one thing at a time gets (?P<names>.+)"))
def _in_order(desk: Desk, seen: dict[str, Any], names: str) -> None:
    agent, order = desk.agent(capacity=20), []
    for _ in seen["tickets"]:
        desk.carry()
        [ticket] = desk.held(agent)
        order.append(f'"{seen[ticket]}"')
        desk.change(ticket, "TicketResolved", statusCategory="solved")
    assert ", ".join(order) == names


@then(parsers.parse('the answer is Mei, and that Ben "{reason}"'))
def _answer(seen: dict[str, Any], reason: str) -> None:
    told = {each["agent"]: each["refused"] for each in seen["answer"]["candidates"]}
    assert (seen["answer"]["agent"], told) == (seen["Mei"], {seen["Mei"]: None, seen["Ben"]: reason})


@then("nobody has anything")
def _nothing(desk: Desk, seen: dict[str, Any]) -> None:
    assert [desk.held(seen[name]) for name in ("Mei", "Ben")] == [set(), set()]

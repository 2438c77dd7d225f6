"""The steps of routing.feature."""

import importlib
from collections.abc import Iterator
from typing import Any

import pytest
from freezegun import freeze_time
from pytest_bdd import given, parsers, scenarios, then, when

from tests.routing.desk import Desk
from tests.support import tables
from tests.support.gateway import Browser
from tests.support.wire import Stream

scenarios("routing.feature")


@pytest.fixture
def time() -> Iterator[Any]:
    with freeze_time("2026-11-23T12:00:00Z") as passing:
        yield passing


@pytest.fixture
def desk(aws: None, time: Any) -> Desk:
    return Desk(Browser(importlib.import_module("routing.api").app), Stream("routing", tables.create("routing")))


@pytest.fixture
def seen() -> dict[str, Any]:
    """The people and the tickets by their names, and what was noted on the way."""
    return {"tickets": []}


def opened(desk: Desk, seen: dict[str, Any], **said: Any) -> str:
    ticket = desk.ticket(**said)
    desk.carry()
    seen["tickets"].append(ticket)
    seen.setdefault("places", {})[ticket] = desk.work(ticket)["place"]
    return ticket


@given(parsers.parse('a queue "{name}" and the agent Mei'))
def _queue(desk: Desk, seen: dict[str, Any], name: str) -> None:
    seen["queue"], seen["Mei"] = desk.queue(name), desk.agent()


@given(parsers.parse('a queue "{name}" and the agent Mei, who can do two things at a time'))
def _small(desk: Desk, seen: dict[str, Any], name: str) -> None:
    seen["queue"], seen["Mei"] = desk.queue(name), desk.agent(capacity=40)


@given(parsers.parse('a queue "{name}" that asks for {seconds:d} seconds, and the agent Mei'))
def _asking(desk: Desk, seen: dict[str, Any], name: str, seconds: int) -> None:
    seen["queue"], seen["Mei"] = desk.queue(name, accept="offer", offerSeconds=seconds), desk.agent()


@given(parsers.parse('a queue "{name}" that keeps work for its last agent for {seconds:d} seconds, and the agent Mei'))
def _keeping(desk: Desk, seen: dict[str, Any], name: str, seconds: int) -> None:
    policy = desk.policy(lastAgent={"seconds": seconds}, again=0)
    seen["queue"], seen["Mei"] = desk.queue(name, policy=policy), desk.agent()


@given("the agent Ben comes later")
def _ben(desk: Desk, seen: dict[str, Any]) -> None:
    seen["Ben"] = desk.agent(there=False)


@given(parsers.parse('a queue "{first}" that runs over into "{second}" after {seconds:d} seconds'))
def _overflowing(desk: Desk, seen: dict[str, Any], first: str, second: str, seconds: int) -> None:
    seen[second] = desk.queue(second, position=900)
    desk.queue(first, position=1, overflow={"to": seen[second], "when": "waiting", "after": seconds})


LANGUAGES = {"Chinese": "zh", "English": "en"}


@given(parsers.parse('a queue "{name}" for what is written in {language}, and a queue "{other}" for everything'))
def _by_language(desk: Desk, seen: dict[str, Any], name: str, language: str, other: str) -> None:
    condition = {"field": "language", "op": "is", "value": LANGUAGES[language]}
    seen[name], seen[other] = desk.queue(name, position=1, match=condition), desk.queue(other, position=2)


@given(parsers.parse('a queue "{name}" whose agent has taken {number:d} tickets in the last half hour'))
def _pace(desk: Desk, seen: dict[str, Any], name: str, number: int) -> None:
    desk.queue(name)
    agent = desk.agent(capacity=20)
    for left in reversed(range(number)):
        ticket = desk.ticket()
        desk.carry()
        if left:
            desk.by(agent).post(f"/work/{ticket}/completion")


@when("a ticket is opened")
def _open(desk: Desk, seen: dict[str, Any]) -> None:
    opened(desk, seen)


@when(parsers.parse("a ticket in {language} is opened"))
def _open_in(desk: Desk, seen: dict[str, Any], language: str) -> None:
    opened(desk, seen, language=LANGUAGES[language])


@when(parsers.parse("somebody sees that it is in {language}"))
def _seen_anew(desk: Desk, seen: dict[str, Any], language: str) -> None:
    desk.change(seen["tickets"][0], language=LANGUAGES[language])
    desk.carry()


@when(parsers.parse('a lead moves it to "{queue}", because "{reason}"'))
def _move(desk: Desk, seen: dict[str, Any], queue: str, reason: str) -> None:
    desk.lead.post(f"/work/{seen['tickets'][0]}/move", {"queue": seen[queue], "reason": reason})
    desk.carry()


@when("three tickets are opened")
def _open_three(desk: Desk, seen: dict[str, Any]) -> None:
    for _ in range(3):
        opened(desk, seen)


@when("two more tickets are opened")
def _open_two(desk: Desk, seen: dict[str, Any]) -> None:
    opened(desk, seen), opened(desk, seen)


@when("Mei is done with one of them")
def _done(desk: Desk, seen: dict[str, Any]) -> None:
    desk.by(seen["Mei"]).post(f"/work/{seen['tickets'][0]}/completion")
    desk.carry()


@when("Mei accepts it twice")
def _accept(desk: Desk, seen: dict[str, Any]) -> None:
    replies = [desk.by(seen["Mei"]).post(f"/work/{seen['tickets'][0]}/acceptance") for _ in range(2)]
    assert [reply.status for reply in replies] == [200, 200]


@when("Mei passes on a ticket that was opened")
def _pass(desk: Desk, seen: dict[str, Any]) -> None:
    ticket = opened(desk, seen)
    desk.present(seen["Ben"])
    desk.by(seen["Mei"]).post(f"/work/{ticket}/decline", {})
    desk.carry()


@when(parsers.parse("{seconds:d} seconds pass"))
def _wait(desk: Desk, time: Any, seconds: int) -> None:
    time.tick(seconds)
    desk.carry()


@when("Mei goes offline")
def _offline(desk: Desk, seen: dict[str, Any]) -> None:
    desk.present(seen["Mei"], "offline")
    desk.carry()


@when("Mei's ticket is answered, and the customer writes again")
def _again(desk: Desk, seen: dict[str, Any], time: Any) -> None:
    answered(desk, seen, time)
    write_again(desk, seen)


@when("Mei's ticket is answered, Mei goes offline, and the customer writes again")
def _again_without_mei(desk: Desk, seen: dict[str, Any], time: Any) -> None:
    answered(desk, seen, time)
    desk.present(seen["Mei"], "offline")
    write_again(desk, seen)


def write_again(desk: Desk, seen: dict[str, Any]) -> None:
    desk.present(seen["Ben"])
    desk.change(seen["tickets"][0], "TicketContacted", statusCategory="open")
    desk.carry()


def answered(desk: Desk, seen: dict[str, Any], time: Any) -> None:
    ticket = opened(desk, seen)
    desk.change(ticket, "TicketAssigned", "system/routing", assignee=seen["Mei"])
    desk.change(ticket, "TicketAnswered", statusCategory="pending")
    desk.carry()
    time.tick(600)


@when("the queue is paused and a ticket is opened")
def _paused(desk: Desk, seen: dict[str, Any]) -> None:
    desk.lead.patch(f"/queues/{seen['queue']}", {"paused": True})
    opened(desk, seen)


@when(parsers.parse('a lead gives the third to Mei, because "{reason}"'))
def _give(desk: Desk, seen: dict[str, Any], reason: str) -> None:
    desk.lead.post(f"/work/{seen['tickets'][2]}/assignment", {"agent": seen["Mei"], "reason": reason})


@when(parsers.parse('the lead takes it over, because "{reason}"'))
def _take(desk: Desk, seen: dict[str, Any], reason: str) -> None:
    desk.lead.post(f"/work/{seen['tickets'][0]}/takeover", {"reason": reason})


@then(parsers.parse("{name} has it"))
def _has(desk: Desk, seen: dict[str, Any], name: str) -> None:
    assert desk.state(seen["tickets"][0]) == ("assigned", seen[name])


@then("the desk can read why it was Mei")
def _why(desk: Desk, seen: dict[str, Any]) -> None:
    [decision] = desk.lead.get(f"/work/{seen['tickets'][0]}/decisions").json["data"]
    assert (decision["agent"], decision["candidates"][0]["agent"]) == (seen["Mei"], seen["Mei"])
    assert "the only one of 1 who can take it now" in decision["reason"]


@then("Mei has two of them")
def _two(desk: Desk, seen: dict[str, Any]) -> None:
    assert len(desk.held(seen["Mei"])) == 2


@then("the third is first in line")
def _first_in_line(desk: Desk, seen: dict[str, Any]) -> None:
    assert desk.work(seen["tickets"][2])["position"] == 1


@then("Ben is asked, and the ticket has kept its place")
def _ben_is_asked(desk: Desk, seen: dict[str, Any]) -> None:
    ticket = seen["tickets"][0]
    assert desk.state(ticket) == ("offered", seen["Ben"])
    assert desk.work(ticket)["place"] == seen["places"][ticket]


@then("the ticket waits again")
@then("the ticket waits")
def _waits(desk: Desk, seen: dict[str, Any]) -> None:
    assert desk.state(seen["tickets"][0]) == ("waiting", None)


@then("Mei is told that the offer is over when she accepts it now")
def _over(desk: Desk, seen: dict[str, Any]) -> None:
    reply = desk.by(seen["Mei"]).post(f"/work/{seen['tickets'][0]}/acceptance")
    assert (reply.status, reply.json["code"]) == (409, "OfferOver")


@then("the ticket is back in line, at the place that it had")
def _back(desk: Desk, seen: dict[str, Any]) -> None:
    ticket = seen["tickets"][0]
    assert desk.state(ticket) == ("waiting", None)
    assert desk.work(ticket)["place"] == seen["places"][ticket]


@then(parsers.parse('the ticket waits in "{queue}", at the place that it had'))
def _elsewhere(desk: Desk, seen: dict[str, Any], queue: str) -> None:
    _back(desk, seen)
    assert desk.work(seen["tickets"][0])["queue"] == seen[queue]


@then("Mei has it once the queue goes on")
def _goes_on(desk: Desk, seen: dict[str, Any]) -> None:
    desk.lead.patch(f"/queues/{seen['queue']}", {"paused": False})
    desk.carry()
    _has(desk, seen, "Mei")


@then("Mei has all three")
def _three(desk: Desk, seen: dict[str, Any]) -> None:
    assert desk.held(seen["Mei"]) == {*seen["tickets"]}


@then(parsers.parse('the desk can read that it was the lead, because "{reason}"'))
def _by_the_lead(desk: Desk, seen: dict[str, Any], reason: str) -> None:
    [decision] = desk.lead.get(f"/work/{seen['tickets'][2]}/decisions").json["data"]
    assert (decision["actor"], decision["reason"]) == (desk.lead.actor, reason)


@then("the lead has it, and Mei has nothing")
def _lead_has_it(desk: Desk, seen: dict[str, Any]) -> None:
    assert desk.state(seen["tickets"][0]) == ("assigned", desk.lead.actor.removeprefix("member/"))
    assert desk.held(seen["Mei"]) == set()


@then(parsers.parse("the second of them is second in line and may wait for {minutes:d} minutes"))
def _estimate(desk: Desk, seen: dict[str, Any], minutes: int) -> None:
    work = desk.work(seen["tickets"][1])
    assert (work["position"], work["estimatedWait"]) == (2, minutes * 60)

"""Steps of floor.feature."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

import pytest
from freezegun import freeze_time
from pytest_bdd import given, parsers, scenarios, then, when

from tests.floor.scene import ANN, BOB, CARE, OTHERS, SALES, Scene
from tests.support.wire import Wire

scenarios("floor.feature")
AGENTS, QUEUES = {"林小梅": ANN, "Bob": BOB}, {"Sales": SALES, "Care": CARE}
TICKET = "01J000000000000000000000T1"


@dataclass
class World:
    """The desk, its clock, the items that came, and what was answered."""

    scene: Scene
    clock: Any
    items: list[str] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)

    def alerts(self) -> list[dict[str, Any]]:
        return list(self.scene.floor()["alerts"])


@pytest.fixture
def world(aws: None) -> Iterator[World]:
    with freeze_time("2026-11-22T10:00:00Z") as clock:
        yield World(Scene(Wire("floor")), clock)


@given("the queues Sales and Care")
def queues(world: World) -> None:
    for name, queue in QUEUES.items():
        world.scene.named(queue, name)


@given("林小梅 and Bob are available")
def available(world: World) -> None:
    for name, agent in AGENTS.items():
        world.scene.joins(agent, name)
        world.scene.stands("available", agent)


@given("Bob is of another team")
def another_team(world: World) -> None:
    world.scene.happens("AgentChanged", f"agents/{BOB}", teams=[OTHERS])


@given("the network keeps everything back")
def kept_back(world: World) -> None:
    world.scene.held = True


@given(parsers.parse("{number:d} items came into {queue}, {seconds:d} seconds apart"))
def items(world: World, number: int, queue: str, seconds: int) -> None:
    for _ in range(number):
        world.items.append(world.scene.waits(queue=QUEUES[queue]))
        world.clock.tick(seconds)


@given(parsers.parse("one of them is given to {agent}"))
@when(parsers.parse("one of them is given to {agent}"))
def given_to(world: World, agent: str) -> None:
    world.scene.assigned(world.items[0], AGENTS[agent])


@when(parsers.parse("both are given to {agent}"))
def both(world: World, agent: str) -> None:
    for item in world.items:
        world.scene.assigned(item, AGENTS[agent])


@when("one of them is moved to Care")
def moved(world: World) -> None:
    world.scene.moved(world.items[0], CARE)


@when("it delivers everything twice and out of order")
def mess(world: World) -> None:
    twice = [*world.scene.told, *world.scene.told]
    Random(7).shuffle(twice)
    world.scene.deliver(*twice)


@given(parsers.re(r"(?P<minutes>\d+) minutes pass"), converters={"minutes": int})
@when(parsers.re(r"(?P<minutes>\d+) minutes pass"), converters={"minutes": int})
def pass_by(world: World, minutes: int) -> None:
    world.clock.tick(minutes * 60)


@given(parsers.parse("{minutes:d} minutes pass, minute by minute"))
@when(parsers.parse("{minutes:d} minutes pass, minute by minute"))
def minute_by_minute(world: World, minutes: int) -> None:
    for _ in range(minutes):
        world.clock.tick(60)
        world.scene.sweep()


@given("林小梅 goes on a break")
def a_break(world: World) -> None:
    world.scene.stands("away", ANN)


@given(parsers.parse("an alert for waits of {seconds:d} seconds"))
def wait_rule(world: World, seconds: int) -> None:
    body = {"name": "Long wait", "kind": "wait", "threshold": seconds}
    assert world.scene.lead.post("/floor/alert-rules", body).status == 201


@given(parsers.parse("an alert for the words {first} and {second}"))
def word_rule(world: World, first: str, second: str) -> None:
    body = {"name": "Law", "kind": "keyword", "words": [first, second]}
    assert world.scene.lead.post("/floor/alert-rules", body).status == 201


@when(parsers.parse('a customer writes "{text}"'))
def writes(world: World, text: str) -> None:
    world.scene.ticket("TicketOpened", TICKET)
    world.scene.writes(TICKET, text)


@when("the ticket is solved")
def solved(world: World) -> None:
    world.scene.ticket("TicketResolved", TICKET, statusCategory="solved")


@when("somebody says that he looks after it")
def looks_after(world: World) -> None:
    [alert] = world.alerts()
    assert world.scene.lead.post(f"/floor/alerts/{alert['id']}/acknowledgement", None).status == 200


@when("somebody looks twice")
def twice(world: World) -> None:
    first = world.scene.lead.get("/floor")
    world.answers = [first, world.scene.lead.get("/floor", if_none_match=first.headers["ETag"])]


@then(parsers.parse("{queue} shows {waiting:d} waiting and {work:d} in work"))
def shows(world: World, queue: str, waiting: int, work: int) -> None:
    found = world.scene.queue(QUEUES[queue])
    assert (found["waiting"], found["inWork"]) == (waiting, work)


@then("the longest wait in Sales is that of the second item")
def longest(world: World) -> None:
    assert world.scene.queue()["longestWaitSince"] == world.scene.records[f"work/{world.items[1]}"]["place"]


@then(parsers.parse("{number:d} came into Sales today"))
def came(world: World, number: int) -> None:
    assert world.scene.queue()["arrivedToday"] == number


@then("林小梅 has 1 item in hand")
def in_hand(world: World) -> None:
    assert world.scene.agent(ANN)["inWork"] == 1


@then(parsers.parse("林小梅 is occupied at {percent:d} %, because two items at once are one time of work"))
def occupied(world: World, percent: int) -> None:
    assert world.scene.agent(ANN)["occupancy"] == percent / 100


@then("the timeline of 林小梅 shows available for 30 minutes and away for 15 minutes")
def timeline(world: World) -> None:
    said = world.scene.lead.get(f"/floor/agents/{ANN}/timeline").json["states"]
    assert [(each["status"], each["seconds"]) for each in said] == [("available", 1800), ("away", 900)]


@then("1 alert is up, about a wait in Sales")
def up_in_sales(world: World) -> None:
    assert [(each["kind"], each["queue"]) for each in world.alerts()] == [("wait", SALES)]


@then("1 alert is up, about the word 律师")
def up_about_a_word(world: World) -> None:
    assert [each["words"] for each in world.alerts()] == [["律师"]]


@then("1 alert is up, and it shows who looks after it")
def up_with_somebody(world: World) -> None:
    assert [each["acknowledgedBy"] for each in world.alerts()] == [world.scene.lead.actor]


@then("0 alerts are up")
def none_up(world: World) -> None:
    assert world.alerts() == []


@then("1 alert was raised in all")
def raised_once(world: World) -> None:
    assert len(world.scene.lead.get("/floor/alerts").json["data"]) == 1


@then("Bob sees himself only")
def bob(world: World) -> None:
    who = replace(world.scene.lead, scopes="floor:read", roles="agent", actor=f"member/{BOB}")
    assert [each["agent"] for each in who.get("/floor").json["agents"]] == [BOB]


@then("who leads sees both")
def both_seen(world: World) -> None:
    assert {each["agent"] for each in world.scene.floor()["agents"]} == {ANN, BOB}


@then("the second time nothing is sent, because nothing has changed")
def nothing_sent(world: World) -> None:
    assert [answer.status for answer in world.answers] == [200, 304]

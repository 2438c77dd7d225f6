"""What would have been: asked for at the door, carried out from its own event."""

from typing import Any

import pytest

from onestop import clock
from tests.routing.desk import Desk
from tests.routing.imagined import carried_out

ROOM = {"needs": [{"skill": "billing", "level": 1}], "handling": 60}


def arrivals(*at: float, **said: Any) -> list[dict[str, Any]]:
    return [{"at": each, **ROOM, **said} for each in at]


@pytest.fixture
def one(desk: Desk) -> str:
    """A queue with one agent who knows billing; the queue's id."""
    queue = desk.queue(target=30)
    desk.agent(skills=[{"skill": "billing", "level": 3}], capacity=20)
    return queue


def test_what_is_made_up_is_served_by_who_there_is(desk: Desk, one: str) -> None:
    done = carried_out(desk, arrivals=arrivals(0, 10), queue=one)

    assert (done["state"], done["version"]) == ("done", 2)
    assert done["inUse"] == done["tried"]
    assert done["tried"]["wait"] == {"mean": 25.0, "p50": 0.0, "p95": 50.0, "max": 50.0}
    assert (done["tried"]["withinTarget"], done["tried"]["skillMatch"]) == (0.5, 1.0)


def test_with_one_more_agent_nobody_waits(desk: Desk, one: str) -> None:
    done = carried_out(desk, arrivals=arrivals(0, 10), queue=one, agents={"add": 1})

    assert (done["inUse"]["wait"]["max"], done["tried"]["wait"]["max"]) == (50.0, 0.0)
    assert len(done["tried"]["occupancy"]["agents"]) == 2


def test_without_agents_nothing_is_served(desk: Desk, one: str) -> None:
    done = carried_out(desk, arrivals=arrivals(0, patience=20), queue=one, agents={"remove": 1})

    assert {name: done["tried"][name] for name in ("items", "served", "abandoned")} == {
        "items": 1, "served": 0, "abandoned": 1,
    }  # fmt: skip
    assert done["tried"]["wait"]["mean"] is None


def test_a_policy_is_tried_before_any_queue_decides_by_it(desk: Desk, one: str) -> None:
    policy = desk.policy(skills={"require": True, "relax": [{"after": 15, "by": 5}]})
    desk.agent(skills=[], capacity=20)
    done = carried_out(desk, arrivals=arrivals(0, 0), queue=one, policy=policy)

    assert (done["inUse"]["wait"]["max"], done["tried"]["wait"]["max"]) == (60.0, 15.0)
    assert (done["inUse"]["skillMatch"], done["tried"]["skillMatch"]) == (1.0, 0.5)


def test_what_came_is_replayed_with_who_was_there(desk: Desk, later: Any) -> None:
    desk.queue()
    agent = desk.agent(capacity=20)
    tickets = [desk.ticket(), desk.ticket()]
    for ticket in tickets:
        desk.carry()
        later.tick(60)
        desk.change(ticket, "TicketResolved", statusCategory="solved")
    desk.carry()
    later.tick(60)
    done = carried_out(desk, since="2026-11-22T10:00:00Z", until="2026-11-22T10:05:00Z")

    assert (done["inUse"]["served"], done["inUse"]["wait"]["max"]) == (2, 60.0)
    assert done["inUse"]["occupancy"]["agents"].keys() == {agent}


def test_who_had_gone_home_serves_nothing_of_what_came_later(desk: Desk, later: Any) -> None:
    desk.queue()
    early, other = desk.agent(capacity=20), desk.agent(there=False, capacity=20)
    before = {"status": "available", "channels": ["ticket"], "since": clock.timestamp()}
    later.tick(60)
    desk.present(early, "offline", previous={**before, "until": clock.timestamp()})
    desk.present(other)
    ticket = desk.ticket()
    desk.carry()
    later.tick(60)
    desk.change(ticket, "TicketResolved", statusCategory="solved")
    desk.carry()
    done = carried_out(desk, since="2026-11-22T10:00:00Z", until="2026-11-22T10:05:00Z")

    assert done["inUse"]["occupancy"]["agents"][early] == 0.0
    assert done["inUse"]["occupancy"]["agents"][other] == 1.0


def test_the_same_seed_is_the_same_result(desk: Desk, one: str) -> None:
    desk.agent(capacity=40)
    asked = {"arrivals": arrivals(0, 5, 9, 30), "queue": one, "agents": {"add": 1, "remove": 1}, "seed": 7}
    first, second = (carried_out(desk, **asked)["tried"] for _ in range(2))

    assert first == second


@pytest.mark.parametrize(
    ("asked", "pointer"),
    [
        ({"since": "2026-11-22T10:00:00Z", "until": "2026-11-22T10:00:00Z"}, "/until"),
        ({"since": "2026-11-02T10:00:00Z", "until": "2026-11-22T10:00:00Z"}, "/until"),
        ({"arrivals": arrivals(0)}, "/arrivals/0/queue"),
        ({"arrivals": arrivals(0), "policy": clock.new_id(), "queue": None}, "/policy"),
    ],
)
def test_what_cannot_be_simulated_is_refused(desk: Desk, asked: dict[str, Any], pointer: str) -> None:
    reply = desk.lead.post("/routing/simulations", asked)

    assert (reply.status, reply.json["errors"][0]["pointer"]) == (422, pointer)


def test_simulations_are_listed_the_latest_first(desk: Desk, one: str) -> None:
    made = [desk.lead.post("/routing/simulations", {"arrivals": arrivals(0), "queue": one}).json for _ in range(2)]
    listed = desk.lead.get("/routing/simulations").json["data"]

    assert [each["id"] for each in listed] == [each["id"] for each in reversed(made)]
    assert listed[0]["state"] == "waiting"

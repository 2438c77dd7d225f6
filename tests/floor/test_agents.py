"""What agents do: states, work in hand, occupancy, and the timeline of it."""

from dataclasses import replace
from typing import Any

import pytest

from tests.floor.scene import ANN, BOB, OTHERS, Scene
from tests.support.capacity import counted

TIMELINE = f"/floor/agents/{ANN}/timeline"


@pytest.fixture
def hour(clock: Any, scene: Scene) -> Scene:
    """Ann is available from 10:00, works from 10:10 to 10:30, goes on a break at 10:40; it is 11:00."""
    scene.joins()
    scene.stands("available")
    ticket = scene.waits()
    clock.tick(600)
    scene.assigned(ticket)
    clock.tick(1200)
    scene.done(ticket)
    clock.tick(600)
    scene.stands("away", reason="lunch")
    clock.tick(1200)
    return scene


def test_an_agent_stands_where_its_latest_change_says(hour: Scene) -> None:
    ann = hour.agent()
    assert (ann["status"], ann["reason"], ann["since"]) == ("away", "lunch", "2026-11-22T10:40:00.000Z")


def test_occupancy_is_handling_over_handling_and_available_time(hour: Scene) -> None:
    ann = hour.agent()
    assert (ann["handlingSeconds"], ann["availableSeconds"], ann["occupancy"]) == (1200, 1200, 0.5)


def test_two_items_at_once_are_one_time_of_handling(clock: Any, scene: Scene) -> None:
    scene.joins()
    scene.stands("available")
    for ticket in (scene.waits(), scene.waits()):
        scene.assigned(ticket)
    clock.tick(60)

    assert (scene.agent()["handlingSeconds"], scene.agent()["occupancy"]) == (60, 1.0)


def test_work_that_lies_about_in_a_break_is_not_handled(clock: Any, scene: Scene) -> None:
    scene.joins()
    scene.stands("available")
    scene.assigned(scene.waits())
    clock.tick(60)
    scene.stands("away")
    clock.tick(600)

    assert scene.agent()["handlingSeconds"] == 60


def test_the_last_hour_goes_on(hour: Scene, clock: Any) -> None:
    clock.tick(1800)
    ann = hour.agent()
    assert (ann["handlingSeconds"], ann["availableSeconds"]) == (0, 600)


def test_a_timeline_tells_states_and_work_and_what_they_come_to(hour: Scene) -> None:
    said = hour.lead.get(TIMELINE).json
    assert [(each["status"], each["seconds"]) for each in said["states"]] == [("available", 2400), ("away", 1200)]
    assert [each["seconds"] for each in said["work"]] == [1200]
    assert (said["seconds"], said["occupancy"]) == ({"available": 2400, "away": 1200}, 0.5)


def test_a_timeline_is_cut_to_the_time_asked_for(hour: Scene) -> None:
    said = hour.lead.get(f"{TIMELINE}?since=2026-11-22T10:20:00Z&until=2026-11-22T10:35:00Z").json
    assert ([each["seconds"] for each in said["states"]], said["handlingSeconds"]) == ([900], 600)


def test_what_goes_on_over_midnight_is_whole_again(clock: Any, scene: Scene) -> None:
    clock.move_to("2026-11-22T23:50:00Z")
    scene.joins()
    scene.stands("available")
    clock.move_to("2026-11-24T00:10:00Z")
    scene.stands("offline")

    [state, *_] = scene.lead.get(f"{TIMELINE}?since=2026-11-22T12:00:00Z&until=2026-11-24T12:00:00Z").json["states"]
    assert (state["since"], state["seconds"]) == ("2026-11-22T23:50:00.000Z", 24 * 3600 + 20 * 60)


def test_a_timeline_of_more_than_a_week_is_refused(hour: Scene) -> None:
    reply = hour.lead.get(f"{TIMELINE}?since=2026-11-01T10:20:00Z")
    assert (reply.status, reply.json["code"]) == (400, "BadParameter")


def test_a_team_is_the_sum_of_its_agents(hour: Scene) -> None:
    hour.teamed()
    hour.joins(BOB, "Bob")
    hour.stands("available", BOB)
    [team] = hour.floor()["teams"]
    assert (team["agents"], team["available"], team["away"], team["occupancy"]) == (2, 1, 1, 0.5)


def test_who_has_retired_is_not_shown(clock: Any, scene: Scene) -> None:
    scene.joins()
    scene.happens("AgentRetired", f"agents/{ANN}", active=False)
    assert scene.floor()["agents"] == []


def test_an_agent_sees_its_own_team_and_a_lead_sees_all(clock: Any, scene: Scene) -> None:
    scene.named()
    scene.joins()
    scene.joins(BOB, "Bob", team=OTHERS)
    ann, bob = (replace(scene.lead, scopes="floor:read", roles="agent", actor=f"member/{one}") for one in (ANN, BOB))

    assert [each["agent"] for each in ann.get("/floor").json["agents"]] == [ANN]
    assert (len(ann.get("/floor").json["queues"]), len(bob.get("/floor").json["queues"])) == (1, 0)
    assert (bob.get(TIMELINE).status, ann.get(TIMELINE).status, len(scene.floor()["agents"])) == (404, 200, 2)


def test_who_leads_a_team_sees_it_without_belonging_to_it(clock: Any, scene: Scene) -> None:
    scene.teamed(leads=(BOB,))
    scene.joins()
    bob = replace(scene.lead, scopes="floor:read", roles="agent", actor=f"member/{BOB}")
    assert [each["agent"] for each in bob.get("/floor").json["agents"]] == [ANN]


def test_a_change_of_presence_costs_two_calls(clock: Any, scene: Scene) -> None:
    scene.joins()
    scene.stands("available")
    clock.tick(60)
    with counted() as used:
        scene.stands("away")
    assert used.calls == ["GetItem", "TransactWriteItems"]

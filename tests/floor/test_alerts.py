"""What a floor tells by itself: when it is raised, once, and when it is over."""

from typing import Any

import pytest

from tests.floor.scene import CARE, SALES, Scene
from tests.support.capacity import counted
from tests.support.wire import Wire

RULES, ALERTS = "/floor/alert-rules", "/floor/alerts"


def rule(scene: Scene, kind: str, **said: Any) -> dict[str, Any]:
    reply = scene.lead.post(RULES, {"name": f"Rule {kind}", "kind": kind, **said})
    assert reply.status == 201, reply.text
    made: dict[str, Any] = reply.json
    return made


def up(scene: Scene) -> list[tuple[Any, ...]]:
    """Kind, queue and value of what is up."""
    return [(each["kind"], each["queue"], each["value"]) for each in scene.floor()["alerts"]]


def test_a_long_wait_is_told_once_and_cleared_when_it_is_over(clock: Any, scene: Scene, wire: Wire) -> None:
    rule(scene, "wait", threshold=60)
    ticket = scene.waits()
    for _ in range(4):
        clock.tick(30)
        scene.sweep()
    assert up(scene) == [("wait", SALES, 60)]
    scene.assigned(ticket)
    scene.sweep()
    wire.publish()
    assert up(scene) == []
    assert [each["type"] for each in wire.envelopes] == ["AlertRuleCreated", "AlertRaised", "AlertCleared"]


def test_a_line_that_is_too_long_is_told_for_its_queue(clock: Any, scene: Scene) -> None:
    rule(scene, "length", threshold=2, queues=[CARE])
    for queue in (SALES, SALES, CARE):
        scene.waits(queue=queue)
    scene.sweep()
    assert up(scene) == []
    scene.waits(queue=CARE)
    scene.sweep()
    assert up(scene) == [("length", CARE, 2)]


LATE = {"metric": "firstResponse", "state": "activeWithMisses", "breachedAt": "2026-11-22T09:00:00.000Z"}
SOON = {"metric": "resolution", "state": "active", "warnedAt": "2026-11-22T09:00:00.000Z"}


@pytest.mark.parametrize(("clocks", "numbers"), [
    ((), (0, 0)), ((SOON,), (1, 0)), ((LATE, SOON), (0, 1)), (({**SOON, "state": "paused"},), (0, 0)),
    (({**LATE, "state": "missed", "endedAt": "2026-11-22T09:30:00.000Z"},), (0, 0)),
])  # fmt: skip
def test_what_is_late_and_what_soon_will_be_is_counted(clock: Any, scene: Scene, clocks: Any, numbers: Any) -> None:
    ticket = scene.waits()
    scene.ticket("TicketSlaWarned", ticket, (SOON,))
    scene.ticket("TicketChanged", ticket, clocks)
    assert (scene.queue()["slaAtRisk"], scene.queue()["slaBreached"]) == numbers


def test_trouble_that_is_heard_of_before_the_work_counts_too(clock: Any, scene: Scene) -> None:
    scene.ticket("TicketSlaBreached", ticket := "01J000000000000000000000T1", (LATE,))
    scene.waits(ticket)
    assert scene.queue()["slaBreached"] == 1


def test_tickets_at_risk_are_told(clock: Any, scene: Scene) -> None:
    rule(scene, "slaRisk", threshold=1, severity="critical")
    scene.ticket("TicketSlaWarned", scene.waits(), (SOON,))
    scene.sweep()
    assert up(scene) == [("slaRisk", SALES, 1)]


@pytest.mark.parametrize(("words", "text", "found"), [
    (["refund"], "I want a REFUND now", ["refund"]),
    (["refund"], "unrefundable", []),
    (["退款"], "我要求退款，谢谢", ["退款"]),
    (["stolen card", "警察"], "my stolen\n card; 我要报警察", ["stolen card", "警察"]),
    (["ＶＩＰ"], "I am a vip!", ["ＶＩＰ"]),
    (["STRASSE"], "in der Straße", ["STRASSE"]),
])  # fmt: skip
def test_words_are_found_in_any_script(clock: Any, scene: Scene, words: Any, text: str, found: Any) -> None:
    rule(scene, "keyword", words=words)
    scene.ticket("TicketOpened", "01J000000000000000000000T1", description=text)
    assert [each["words"] for each in scene.floor()["alerts"]] == ([found] if found else [])


def test_words_are_told_once_for_a_ticket_and_cleared_when_it_is_solved(clock: Any, scene: Scene, wire: Wire) -> None:
    rule(scene, "keyword", words=["lawyer"])
    scene.ticket("TicketOpened", ticket := "01J000000000000000000000T1", subject="My lawyer says")
    scene.writes(ticket, "My lawyer, again")
    assert len(scene.floor()["alerts"]) == 1
    scene.ticket("TicketResolved", ticket, statusCategory="solved")
    scene.deliver(*scene.told)
    assert (scene.floor()["alerts"], len(scene.lead.get(f"{ALERTS}?state=cleared").json["data"])) == ([], 1)


def test_a_word_that_is_told_of_when_its_ticket_is_solved_just_then_does_not_stay_up(clock: Any, scene: Scene) -> None:
    rule(scene, "keyword", words=["lawyer"])
    scene.ticket("TicketOpened", ticket := "01J000000000000000000000T1", subject="My lawyer says")
    scene.wire.tables["floor"].update_item(
        Key={"pk": f"{scene.lead.tenant}#item#{ticket}", "sk": "record"},
        UpdateExpression="SET finished = :yes", ExpressionAttributeValues={":yes": True},
    )  # fmt: skip
    scene.sweep()
    assert scene.floor()["alerts"] == []


def test_what_an_agent_writes_is_no_reason(clock: Any, scene: Scene) -> None:
    rule(scene, "keyword", words=["lawyer"])
    scene.writes("01J000000000000000000000T1", "Do you have a lawyer?", sender="agent")
    assert scene.floor()["alerts"] == []


def test_words_of_a_queue_are_looked_for_when_the_ticket_comes_into_it(clock: Any, scene: Scene) -> None:
    rule(scene, "keyword", words=["lawyer"], queues=[SALES])
    scene.ticket("TicketOpened", ticket := "01J000000000000000000000T1", subject="My lawyer says")
    assert scene.floor()["alerts"] == []
    scene.ticket("TicketAssigned", ticket, queue=SALES)
    assert [each["queue"] for each in scene.floor()["alerts"]] == [SALES]


def test_who_looks_after_an_alert_is_noted_and_it_stays_up(clock: Any, scene: Scene) -> None:
    rule(scene, "length", threshold=1)
    scene.waits()
    scene.sweep()
    [alert] = scene.floor()["alerts"]
    path = f"{ALERTS}/{alert['id']}/acknowledgement"
    assert scene.lead.post(path, None).json["state"] == "acknowledged"
    [alert] = scene.floor()["alerts"]
    assert (alert["acknowledgedBy"], scene.lead.post(path, None).status) == (scene.lead.actor, 409)


def test_a_rule_that_is_switched_off_raises_nothing_and_what_it_raised_is_cleared(clock: Any, scene: Scene) -> None:
    made = rule(scene, "length", threshold=1)
    scene.waits()
    scene.sweep()
    assert scene.lead.patch(f"{RULES}/{made['id']}", {"active": False}).json["active"] is False
    scene.sweep()
    assert up(scene) == []


@pytest.mark.parametrize("body", [
    {"kind": "wait"}, {"kind": "keyword", "threshold": 3}, {"kind": "length", "threshold": 3, "words": ["x"]},
    {"kind": "mood", "threshold": 3},
])  # fmt: skip
def test_a_rule_that_makes_no_sense_is_refused(clock: Any, scene: Scene, body: Any) -> None:
    assert scene.lead.post(RULES, {"name": "Odd", **body}).status == 422


def test_a_look_that_finds_nothing_is_one_call_beside_those_for_the_list_of_tenants(clock: Any, scene: Scene) -> None:
    rule(scene, "length", threshold=9)
    scene.sweep()
    with counted() as used:
        scene.sweep()
    assert used.calls == ["Query"] * 5

"""What agents say of themselves, and leads of them."""

from typing import Any

import pytest

from tests.support.wire import Wire
from tests.workforce.staff import EVERYBODY, JIA, MEI, OWN, Staff

LUNCH = {"key": "lunch", "name": "午餐", "status": "away"}
MAIL_ONLY = {"key": "mail-only", "name": "Mail only", "status": "busy", "channels": ["email"]}


@pytest.mark.parametrize(
    ("reason", "status", "channels"),
    [
        ("available", "available", EVERYBODY),
        ("busy", "busy", []),
        ("lunch", "away", []),
        ("mail-only", "busy", ["email"]),
    ],
)
def test_a_reason_gives_the_status_and_the_channels(staff: Staff, reason: str, status: str, channels: Any) -> None:
    staff.settle(reasons=[LUNCH, MAIL_ONLY])
    staff.agent()
    said = staff.say(reason)

    assert (said["status"], said["reason"], said["channels"]) == (status, reason, channels)


def test_a_change_carries_the_interval_that_it_ends(wired: Staff, wire: Wire, time: Any) -> None:
    wired.agent()
    time.tick(10)
    wired.say("available")
    time.tick(20)
    wired.say("busy")
    wire.publish()

    told = wire.published("PresenceChanged")["data"]["record"]
    over = {"status": "available", "reason": "available", "seconds": 20, "until": told["since"]}
    assert over.items() <= told["previous"].items()


def test_what_is_so_already_ends_no_interval(wired: Staff, wire: Wire, time: Any) -> None:
    wired.agent()
    for _ in range(3):
        said = wired.say("available")
        time.tick(20)
    wire.publish()

    assert (said["version"], [each["sequence"] for each in wire.envelopes if each["type"] == "PresenceChanged"]) == (
        2, [1, 2],
    )  # fmt: skip


def test_a_lead_sets_somebody_elses_presence_and_says_why(staff: Staff) -> None:
    staff.agent()
    staff.say("available")
    forced = staff.force("busy", note="Fire drill").json

    assert (forced["forcedBy"], forced["note"], forced["status"]) == (staff.actor, "Fire drill", "busy")
    assert staff.intervals()[-1]["forcedBy"] == staff.actor
    assert staff.say("available")["forcedBy"] is None


def test_a_lead_who_does_not_say_why_is_refused(staff: Staff) -> None:
    staff.agent()
    reply = staff.force("busy")

    assert (reply.status, reply.json["errors"][0]["pointer"]) == (422, "/note")


def test_an_agent_sets_nobodys_presence_but_his_own(staff: Staff) -> None:
    staff.agent()
    reply = staff.at(JIA).put(f"/agents/{MEI}/presence", {"reason": "offline", "note": "A joke"})

    assert (reply.status, reply.json["scope"]) == (403, "workforce:lead")


def test_a_reason_that_nobody_defined_is_refused_and_so_are_those_of_the_clock(staff: Staff) -> None:
    staff.agent()
    replies = [staff.at().put(f"/agents/{MEI}/presence", {"reason": each}) for each in ("holiday", "unreachable")]

    assert [each.json["errors"][0]["pointer"] for each in replies] == ["/reason"] * 2


@pytest.mark.parametrize(
    "settings",
    [
        {"reasons": [{"key": "unreachable", "name": "x", "status": "away"}]},
        {"reasons": [{"key": "busy", "name": "x", "status": "available"}]},
        {"reasons": [{"key": "lunch", "name": "x", "status": "away", "channels": ["chat"]}]},
        {"reasons": [{"key": "lunch", "name": "x", "status": "busy", "channels": ["telex"]}]},
        {"reasons": [LUNCH, LUNCH]},
        {"weights": {"chat": 10}},
        {"heartbeat": {"away": 60, "offline": 60}},
    ],
)
def test_settings_that_contradict_themselves_are_refused(staff: Staff, settings: Any) -> None:
    assert staff.put("/workforce-settings", settings).status == 422


def test_the_settings_hold_before_anybody_decides_and_are_shown_as_they_were_decided(staff: Staff) -> None:
    before = staff.get("/workforce-settings").json
    staff.settle(weights={"ticket": 10, "video": 100}, reasons=[{**LUNCH, "channels": None}])
    after = staff.get("/workforce-settings").json

    assert (before["version"], before["heartbeat"]) == (0, {"away": 60, "offline": 300})
    assert (after["weights"], after["reasons"][4:]) == ({"ticket": 10, "video": 100}, [{**LUNCH, "channels": None}])


def test_intervals_are_those_that_overlap_the_time_asked_for(staff: Staff, time: Any) -> None:
    staff.settle(heartbeat=None)
    staff.agent()
    for reason in ("available", "busy", "away", "available"):
        time.tick(100)
        staff.say(reason)

    found = staff.told(since="2026-11-23T12:02:30Z", until="2026-11-23T12:05:30Z")
    assert found == [("available", "available", 100), ("busy", "busy", 100), ("away", "away", 100)]


def test_the_state_that_holds_is_the_last_interval_and_has_no_end(staff: Staff, time: Any) -> None:
    staff.agent()
    time.tick(10)
    staff.say("available")

    assert staff.told() == [("offline", "offline", 10), ("available", "available", None)]


def test_intervals_come_in_pages(staff: Staff, time: Any) -> None:
    staff.agent()
    for reason in ("available", "busy", "offline"):
        time.tick(10)
        staff.say(reason)
    path = f"/agents/{MEI}/presence-intervals?since=2026-11-23T12:00:00Z&limit=2"
    first = staff.get(path).json
    second = staff.get(f"{path}&cursor={first['page']['next']}").json

    assert [each["status"] for each in first["data"] + second["data"]] == ["offline", "available", "busy", "offline"]


def test_who_is_no_agent_has_no_presence(staff: Staff) -> None:
    assert staff.get(f"/agents/{JIA}/presence").status == 404
    assert staff.at(JIA).put(f"/agents/{JIA}/presence", {"reason": "available"}).status == 404
    assert staff.at(JIA).post("/presence/heartbeat", {}).status == 404


def test_a_program_is_no_agent(staff: Staff) -> None:
    client = Staff(staff.door, actor="client/01J0000000000000000000000C", scopes=OWN)

    assert client.post("/presence/heartbeat", {}).status == 404

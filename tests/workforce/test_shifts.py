"""Shifts and leaves: planned, and what follows from them when their time comes."""

from typing import Any

import pytest

from tests.support.wire import Wire
from tests.workforce.staff import JIA, MEI, Staff

EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
AFTERNOON = {"start": "2026-11-23T13:00:00Z", "end": "2026-11-23T17:00:00Z"}


@pytest.fixture
def planned(wired: Staff, wire: Wire, time: Any) -> Staff:
    """Somebody who works this afternoon, and has not begun."""
    wired.settle(heartbeat=None)
    wired.agent()
    wired.shift(agent=MEI, **AFTERNOON)
    strike(wired, wire, time, "2026-11-23T12:30:00Z")
    return wired


def strike(staff: Staff, wire: Wire, time: Any, moment: str) -> None:
    """Events arrive, and the clock strikes at a moment."""
    wire.carry()
    time.move_to(moment)
    staff.clock()
    wire.carry()


def told(wire: Wire) -> list[tuple[str, str]]:
    """What was told of duties: type and kind."""
    return [(e["type"], e["data"]["record"]["kind"]) for e in wire.envelopes if e["subject"].startswith("duties/")]


def test_a_shift_starts_and_ends_when_its_time_comes(planned: Staff, wire: Wire, time: Any) -> None:
    for moment in ("12:59:00", "13:00:00", "15:00:00", "17:00:00"):
        strike(planned, wire, time, f"2026-11-23T{moment}Z")

    assert told(wire) == [("ShiftStarted", "work"), ("ShiftEnded", "off")]
    assert wire.published("ShiftStarted")["data"]["record"]["until"] == "2026-11-23T17:00:00.000Z"


def test_presence_shows_the_end_of_the_shift_that_is_under_way(planned: Staff, wire: Wire, time: Any) -> None:
    assert planned.say("available")["until"] is None
    strike(planned, wire, time, "2026-11-23T13:00:00Z")

    assert planned.presence()["until"] == "2026-11-23T17:00:00.000Z"
    assert planned.say("busy")["until"] == "2026-11-23T17:00:00.000Z"
    assert planned.told()[1:] == [("available", "available", 1800), ("busy", "busy", None)]


def test_a_pause_and_a_leave_within_a_shift_are_told(planned: Staff, wire: Wire, time: Any) -> None:
    planned.shift(agent=MEI, kind="break", start="2026-11-23T14:00:00Z", end="2026-11-23T14:30:00Z")
    planned.post(
        "/leaves", {"agent": MEI, "kind": "sick", "start": "2026-11-23T16:00:00Z", "end": "2026-11-24T16:00:00Z"}
    )
    for moment in ("12:40:00", "13:00:00", "14:00:00", "14:30:00", "16:00:00"):
        strike(planned, wire, time, f"2026-11-23T{moment}Z")

    assert told(wire) == [("ShiftStarted", "work"), ("DutyChanged", "break"), ("DutyChanged", "work"),
                          ("ShiftEnded", "leave")]  # fmt: skip
    assert wire.published("ShiftStarted")["data"]["record"]["until"] == "2026-11-23T16:00:00.000Z"


def test_the_schedule_tells_what_is_planned_without_gaps(planned: Staff) -> None:
    planned.shift(agent=MEI, kind="break", start="2026-11-23T14:00:00Z", end="2026-11-23T14:30:00Z")
    path = f"/agents/{MEI}/schedule?since=2026-11-23T12:00:00Z&until=2026-11-23T18:00:00Z"
    found = planned.get(path).json["data"]

    assert [(each["kind"], each["since"][11:16]) for each in found] == [
        ("off", "12:00"), ("work", "13:00"), ("break", "14:00"), ("work", "14:30"), ("off", "17:00"),
    ]  # fmt: skip


def test_a_schedule_is_told_for_31_days_at_most(planned: Staff) -> None:
    path = f"/agents/{MEI}/schedule?since=2026-11-23T12:00:00Z"
    replies = [planned.get(f"{path}&until={until}T12:00:00Z").status for until in ("2026-12-24", "2026-12-25")]

    assert replies == [200, 400]


def test_a_shift_of_a_team_is_that_of_everybody_in_it(wired: Staff, wire: Wire, time: Any) -> None:
    team = wired.team()
    for agent in (MEI, JIA):
        wired.agent(agent, teams=[team])
    hours = {"days": EVERY_DAY, "from": "20:30", "until": "04:00"}
    wired.shift(team=team, zone="Asia/Shanghai", weekly=[hours])
    strike(wired, wire, time, "2026-11-23T12:30:00Z")

    started = [each["data"]["record"] for each in wire.envelopes if each["type"] == "ShiftStarted"]
    assert {(each["agent"], each["until"]) for each in started} == {
        (agent, "2026-11-23T20:00:00.000Z") for agent in (MEI, JIA)
    }


def test_who_leaves_the_team_leaves_its_shift(wired: Staff, wire: Wire, time: Any) -> None:
    team = wired.team()
    wired.agent(teams=[team])
    wired.shift(team=team, weekly=[{"days": EVERY_DAY, "from": "00:00", "until": "00:00"}])
    strike(wired, wire, time, "2026-11-23T12:01:00Z")
    wired.patch(f"/agents/{MEI}", {"teams": []})
    strike(wired, wire, time, "2026-11-23T12:02:00Z")

    assert told(wire) == [("ShiftStarted", "work"), ("ShiftEnded", "off")]


def test_a_shift_that_is_moved_or_cancelled_under_way_is_told(planned: Staff, wire: Wire, time: Any) -> None:
    shift = planned.get(f"/shifts?agent={MEI}").json["data"][0]["id"]
    strike(planned, wire, time, "2026-11-23T13:00:00Z")
    planned.patch(f"/shifts/{shift}", {"end": "2026-11-23T18:00:00Z"})
    strike(planned, wire, time, "2026-11-23T13:01:00Z")
    assert planned.delete(f"/shifts/{shift}").status == 204
    strike(planned, wire, time, "2026-11-23T13:02:00Z")

    assert told(wire) == [("ShiftStarted", "work"), ("DutyChanged", "work"), ("ShiftEnded", "off")]
    assert planned.get(f"/shifts?agent={MEI}").json["data"] == []


def test_a_plan_that_says_nothing_new_is_told_to_nobody(planned: Staff, wire: Wire, time: Any) -> None:
    strike(planned, wire, time, "2026-11-23T13:00:00Z")
    planned.post("/leaves", {"agent": MEI, "start": "2026-12-01T00:00:00Z", "end": "2026-12-02T00:00:00Z"})
    for moment in ("13:01:00", "17:00:00"):
        strike(planned, wire, time, f"2026-11-23T{moment}Z")

    duties = [each for each in wire.envelopes if each["subject"] == f"duties/{MEI}"]
    assert [(each["type"], each["sequence"]) for each in duties] == [("ShiftStarted", 1), ("ShiftEnded", 2)]


def test_who_is_still_there_after_the_grace_is_set_offline(planned: Staff, wire: Wire, time: Any) -> None:
    planned.settle(heartbeat=None, shiftEnd={"offlineAfter": 600})
    planned.say("available")
    for moment in ("13:00:00", "17:00:00", "17:09:00"):
        strike(planned, wire, time, f"2026-11-23T{moment}Z")
    assert planned.state() == ("available", "available")
    strike(planned, wire, time, "2026-11-23T17:10:00Z")

    assert planned.state() == ("offline", "shift-ended")


def test_who_comes_back_after_the_grace_works_longer(planned: Staff, wire: Wire, time: Any) -> None:
    planned.settle(heartbeat=None, shiftEnd={"offlineAfter": 600})
    for moment in ("13:00:00", "17:00:00", "17:10:00", "17:20:00"):
        strike(planned, wire, time, f"2026-11-23T{moment}Z")
    planned.say("available")
    strike(planned, wire, time, "2026-11-25T12:00:00Z")

    assert planned.state() == ("available", "available")


def test_nobody_is_set_offline_where_nobody_minds(planned: Staff, wire: Wire, time: Any) -> None:
    planned.say("available")
    for moment in ("13:00:00", "17:00:00", "20:00:00"):
        strike(planned, wire, time, f"2026-11-23T{moment}Z")

    assert planned.state() == ("available", "available")


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"start": "2026-11-23T13:00:00Z"},
        {"start": "2026-11-23T13:00:00Z", "end": "2026-11-23T13:00:00Z"},
        {"start": "2026-11-23T13:00:00Z", "end": "2026-12-23T13:00:00Z"},
        {**AFTERNOON, "weekly": [{"days": ["mon"], "from": "09:00", "until": "10:00"}]},
        {"weekly": [{"days": ["mon"], "from": "09:00", "until": "24:00"}]},
        {"weekly": [{"days": [], "from": "09:00", "until": "10:00"}]},
        {"weekly": [{"days": ["mon"], "from": "09:00", "until": "10:00"}], "first": "2026-02-30"},
        {"weekly": [{"days": ["mon"], "from": "09:00", "until": "10:00"}], "first": "2026-02-02", "last": "2026-02-01"},
        {**AFTERNOON, "zone": "Mars/Olympus"},
        {**AFTERNOON, "team": JIA},
    ],
)
def test_a_shift_that_makes_no_sense_is_refused(staff: Staff, said: Any) -> None:
    staff.agent()

    assert staff.post("/shifts", {"agent": MEI, **said}).status == 422


def test_a_leave_is_planned_changed_and_cancelled(staff: Staff) -> None:
    staff.agent()
    said = {"agent": MEI, "start": "2026-12-01T00:00:00Z", "end": "2026-12-05T00:00:00Z"}
    leave = staff.post("/leaves", said).json["id"]
    changed = staff.patch(f"/leaves/{leave}", {"note": "春节"}).json
    assert (changed["note"], staff.get(f"/leaves/{leave}").json) == ("春节", changed)
    staff.delete(f"/leaves/{leave}")

    assert (staff.get(f"/leaves/{leave}").status, staff.get(f"/leaves?agent={MEI}").json["data"]) == (404, [])

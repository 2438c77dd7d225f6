"""The steps of workforce.feature."""

import importlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from freezegun import freeze_time
from pytest_bdd import given, parsers, scenarios, then, when

from tests.support.wire import Wire
from tests.workforce.staff import MEI, NOON, Staff, member

scenarios("workforce.feature")
WRAP_UP = {"key": "wrap-up", "name": "Wrap-up", "status": "busy", "channels": ["email"]}
EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


@pytest.fixture
def time() -> Iterator[Any]:
    with freeze_time(NOON) as passing:
        yield passing


@pytest.fixture
def wire(aws: None) -> Wire:
    return Wire("workforce")


@pytest.fixture
def desk(wire: Wire, time: Any) -> Staff:
    return Staff(importlib.import_module("workforce.api").app)


def at(clock: str) -> str:
    return f"2026-11-23T{clock}:00Z"


def pass_until(desk: Staff, time: Any, clock: str, *, beating: bool = False) -> None:
    """Half a minute at a time, the clock striking in each; the console beats, or is silent."""
    while datetime.now(UTC) < datetime.fromisoformat(at(clock)):
        time.tick(30)
        if beating:
            desk.beat()
        desk.clock()


@given(parsers.parse('an agent Mei with "{reason}" as a reason that takes e-mail only'))
def _with_reason(desk: Staff, time: Any, reason: str) -> None:
    desk.settle(reasons=[{**WRAP_UP, "key": reason}])
    desk.agent()
    time.tick(60)


@given("an agent Mei who is available since 12:00")
def _available(desk: Staff, time: Any) -> None:
    desk.agent()
    time.tick(0.001)
    desk.say("available")
    time.move_to(NOON)


@given("an agent Mei whose shift ends at 17:00, and 10 minutes of grace")
def _on_shift(desk: Staff, wire: Wire, time: Any) -> None:
    desk.settle(heartbeat=None, shiftEnd={"offlineAfter": 600})
    desk.agent()
    desk.shift(agent=MEI, start=at("12:01"), end=at("17:00"))
    time.tick(60)
    desk.say("available")
    wire.carry()
    desk.clock()


@given("she is ill from 14:00 on")
def _ill(desk: Staff, wire: Wire) -> None:
    desk.post("/leaves", {"agent": MEI, "kind": "sick", "start": at("14:00"), "end": "2026-11-27T14:00:00Z"})
    wire.carry()
    desk.clock()


@given(parsers.parse('a team in "{zone}" that works from {begin} to {until}'), target_fixture="team")
def _team(desk: Staff, zone: str, begin: str, until: str) -> str:
    team = desk.team()
    desk.agent(teams=[team])
    desk.shift(team=team, zone=zone, weekly=[{"days": EVERY_DAY, "from": begin, "until": until}])
    return team


@when(parsers.parse('Mei says "{reason}"'))
def _says(desk: Staff, reason: str) -> None:
    desk.say(reason)


@when(parsers.parse("her console falls silent at {clock}"))
def _silent(desk: Staff, time: Any, clock: str) -> None:
    pass_until(desk, time, clock, beating=True)


@when(parsers.parse("her console is heard of again at {clock}"))
def _heard(desk: Staff, time: Any, clock: str) -> None:
    pass_until(desk, time, clock)
    desk.beat()


@when(parsers.parse("her console resumes at {clock}"))
def _resumes(desk: Staff, time: Any, clock: str) -> None:
    pass_until(desk, time, clock)
    desk.beat(resume=True)


@when(parsers.parse('the lead sets her "{reason}" because of "{note}"'))
def _forced(desk: Staff, reason: str, note: str) -> None:
    assert desk.force(reason, note=note).status == 200


@when(parsers.parse('the lead sets her "{reason}" without saying why'), target_fixture="reply")
def _forced_silently(desk: Staff, reason: str) -> Any:
    return desk.force(reason)


@when("she is at lunch from 12:30 to 13:15 and leaves at 17:00")
def _lunch(desk: Staff, time: Any) -> None:
    desk.settle(heartbeat=None)
    for clock, reason in (("12:30", "away"), ("13:15", "available"), ("17:00", "offline")):
        time.move_to(at(clock))
        desk.say(reason)


@when("the clocks are put forward that night", target_fixture="night")
def _forward() -> str:
    return "2026-03-28"


@when("she is still available at 17:11")
def _still(desk: Staff, wire: Wire, time: Any) -> None:
    for clock in ("17:00", "17:10", "17:11"):
        time.move_to(at(clock))
        desk.clock()


@when("her account is disabled")
def _disabled(wire: Wire) -> None:
    wire.put("identity", member("MemberDisabled", 2, state="disabled"))
    wire.carry()


@then(parsers.parse('Mei is "{status}" and takes work from "{channel}"'))
def _takes(desk: Staff, status: str, channel: str) -> None:
    found = desk.presence()
    assert (found["status"], found["channels"]) == (status, [channel])


@then(parsers.parse('the desk is told how long she was "{status}" before'))
def _told_before(wire: Wire, status: str) -> None:
    wire.carry()
    over = wire.published("PresenceChanged")["data"]["record"]["previous"]
    assert (over["status"], over["seconds"]) == (status, 60)


@then(parsers.parse('Mei is "{status}" since {clock}'))
def _since(desk: Staff, time: Any, status: str, clock: str) -> None:
    pass_until(desk, time, clock)
    found = desk.presence()
    assert (found["status"], found["since"][:19] + "Z") == (status, at(clock))


@then(parsers.parse('Mei is "{status}" until she says that she is back'))
def _until_back(desk: Staff, status: str) -> None:
    assert desk.presence()["status"] == status
    assert desk.say("available")["status"] == "available"


@then("the desk is told that the lead did it, and why")
def _told_why(desk: Staff, wire: Wire) -> None:
    wire.carry()
    told = wire.published("PresenceChanged")
    assert (told["actor"], told["data"]["record"]["note"]) == (desk.actor, "Fire drill")


@then(parsers.parse('it is refused, and Mei is "{status}"'))
def _refused(desk: Staff, reply: Any, status: str) -> None:
    assert (reply.status, desk.presence()["status"]) == (422, status)


@then("her day is 30 minutes available, 45 minutes away and 225 minutes available")
def _day(desk: Staff) -> None:
    told = [(status, round((seconds or 0) / 60)) for status, _, seconds in desk.told()[1:]]
    assert told == [("available", 30), ("away", 45), ("available", 225), ("offline", 0)]


@then(parsers.parse("its shift takes {hours:d} hours"))
def _hours(desk: Staff, night: str, hours: int) -> None:
    path = f"/agents/{MEI}/schedule?since={night}T12:00:00Z&until=2026-03-29T12:00:00Z"
    [work] = [each for each in desk.get(path).json["data"] if each["kind"] == "work"]
    took = datetime.fromisoformat(work["until"]) - datetime.fromisoformat(work["since"])
    assert took.total_seconds() == hours * 3600


@then(parsers.parse('Mei is "{status}" because of "{reason}"'))
def _because(desk: Staff, status: str, reason: str) -> None:
    assert desk.state() == (status, reason)


@then("her duty ends at 14:00")
def _duty(wire: Wire) -> None:
    wire.carry()
    assert wire.published("DutyChanged")["data"]["record"]["until"] == "2026-11-23T14:00:00.000Z"


@then("Mei takes no work any more, and the desk is told at once")
def _gone(wire: Wire) -> None:
    assert wire.published("AgentRetired")["data"]["record"]["active"] is False
    assert wire.published("PresenceChanged")["data"]["record"]["status"] == "offline"

"""Many who speak of one agent at the same moment."""

from functools import partial
from itertools import pairwise
from typing import Any

from tests.support.at_once import at_once
from tests.support.meanwhile import meanwhile
from tests.support.wire import Wire
from tests.workforce.staff import JIA, MEI, Staff

EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def test_states_that_are_set_at_once_follow_each_other(staff: Staff) -> None:
    staff.agent()
    works: list[Any] = [partial(staff.force, each, note="Drill") for each in ("available", "busy", "away")]
    works += [partial(staff.at().post, "/presence/heartbeat", {"resume": True})] * 2
    replies = at_once(works)

    found = staff.intervals()
    assert {each.status for each in replies} <= {200, 409}
    assert len(found) == 1 + len({each.json["version"] for each in replies[:3] if each.status == 200})
    assert all(one["until"] == other["since"] for one, other in pairwise(found))


def test_a_heartbeat_beside_the_clock_loses_nothing(staff: Staff, time: Any) -> None:
    staff.agent()
    staff.say("available")
    time.tick(61)
    at_once([partial(staff.beat, resume=True), staff.clock])
    assert staff.state() in (("available", "available"), ("away", "unreachable"))

    assert staff.beat(resume=True)["status"] == "available"


def test_a_member_is_registered_once_whoever_asks(staff: Staff) -> None:
    replies = at_once([partial(staff.post, "/agents", {"id": JIA, "name": MEI})] * 4)

    assert sorted(each.status for each in replies) == [201, 409, 409, 409]


def test_a_plan_that_is_changed_while_somebody_looks_at_it_is_looked_at_again(wired: Staff, wire: Wire) -> None:
    wired.agent()
    wire.carry()

    def plan() -> None:
        wired.shift(agent=MEI, start="2026-01-01T00:00:00Z", end="2026-01-02T00:00:00Z")
        wired.shift(agent=MEI, weekly=[{"days": EVERY_DAY, "from": "00:00", "until": "00:00"}])
        wire.carry()

    with meanwhile(plan):
        wired.clock()
    wired.clock()
    wire.carry()
    assert wire.published("ShiftStarted")["data"]["record"]["agent"] == MEI


def test_a_sign_of_life_that_comes_while_the_clock_looks_counts(staff: Staff, time: Any) -> None:
    staff.agent()
    staff.say("available")
    time.tick(61)
    with meanwhile(lambda: staff.beat(resume=True)):
        staff.clock()

    assert staff.state() == ("available", "available")


def test_a_choice_that_is_made_while_the_clock_looks_holds(staff: Staff, time: Any) -> None:
    staff.agent()
    staff.say("available")
    time.tick(301)
    with meanwhile(lambda: staff.say("busy")):
        staff.clock()

    assert staff.state() == ("busy", "busy")


def test_a_presence_that_is_chosen_while_somebody_retires_is_refused(staff: Staff) -> None:
    staff.agent()
    with meanwhile(lambda: staff.delete(f"/agents/{MEI}")):
        reply = staff.at().put(f"/agents/{MEI}/presence", {"reason": "available"})

    assert (reply.json["code"], staff.state()) == ("WrongState", ("offline", "retired"))

"""Many who speak of one agent at the same moment."""

from functools import partial
from itertools import pairwise
from typing import Any

from tests.support.at_once import at_once
from tests.workforce.staff import JIA, MEI, Staff


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

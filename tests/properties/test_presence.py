"""Whatever agents, leads, consoles and the clock do, in whatever order: the time of an agent is told without gaps."""

from datetime import datetime, timedelta
from itertools import count, pairwise
from typing import Any

import pytest
from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.wire import Wire
from tests.workforce.staff import NOON, Staff

GAPS = st.sampled_from([0, 0.001, 10, 29, 31, 61, 200, 400])
ACTS = st.sampled_from(["beat", "resume", "available", "busy", "away", "offline", "force"])
STORIES = st.lists(st.tuples(GAPS, ACTS, st.booleans()), min_size=1, max_size=9)
NUMBERS = count(1)
CALM = settings(
    max_examples=16, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture
def wire(aws: None) -> Wire:
    return Wire("workforce")


def lived(staff: Staff, time: Any, story: Any, *, swept: bool) -> list[dict[str, Any]]:
    """The intervals of a new agent after a story; the clock strikes where it says so, or never."""
    agent = staff.agent(f"01J{next(NUMBERS):023}")
    for gap, act, strikes in story:
        time.tick(timedelta(seconds=gap))
        do(staff, agent, act)
        if swept and strikes:
            staff.clock()
    found = staff.intervals(agent)
    staff.say("offline", agent)
    return found


def do(staff: Staff, agent: str, act: str) -> None:
    if act in ("beat", "resume"):
        staff.beat(agent, resume=act == "resume")
    elif act == "force":
        assert staff.force("busy", agent, note="Because").status == 200
    else:
        staff.say(act, agent)


def states(intervals: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """What was when, counted from the beginning."""
    moments = [datetime.fromisoformat(each["since"]) for each in intervals]
    return [(each["status"], each["reason"], at - moments[0]) for each, at in zip(intervals, moments, strict=True)]


def closed(wire: Wire) -> list[dict[str, Any]]:
    """The intervals that events have told since the last look."""
    wire.envelopes.clear()
    wire.publish()
    told = [each["data"]["record"] for each in wire.envelopes if each["type"] == "PresenceChanged"]
    assert [each["version"] for each in told] == list(range(1, len(told) + 1))
    return [each["previous"] for each in told if each["previous"]]


def check(intervals: list[dict[str, Any]], told: list[dict[str, Any]]) -> None:
    """No gap, no overlap, no change that is none; and events say the same."""
    for one, other in pairwise(intervals):
        assert one["since"] < one["until"] == other["since"]
        assert (one["status"], one["reason"]) != (other["status"], other["reason"])
    assert intervals[-1]["until"] is None
    assert told[: len(intervals) - 1] == [{n: each[n] for n in each if n != "agent"} for each in intervals[:-1]]


def test_the_time_of_an_agent_has_neither_gaps_nor_overlaps_and_does_not_depend_on_the_clock(wire: Wire) -> None:
    from workforce.api import app  # noqa: PLC0415  needs the environment of the tests

    staff = Staff(app)

    @CALM
    @given(STORIES)
    def holds(story: Any) -> None:
        swept = lived(staff, time, story, swept=True)
        check(swept, closed(wire))
        unswept = lived(staff, time, story, swept=False)
        check(unswept, closed(wire))
        assert states(swept) == states(unswept)

    with freeze_time(NOON) as time:
        holds()

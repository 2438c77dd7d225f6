"""A console that falls silent: its agent is away, then offline, and back when he says so."""

from typing import Any

import pytest

from tests.support.wire import Wire
from tests.workforce.staff import JIA, MEI, Staff


@pytest.fixture
def online(wired: Staff, time: Any) -> Staff:
    wired.agent()
    time.tick(10)
    wired.say("available")
    return wired


def test_a_console_that_beats_keeps_its_agent_where_he_is(online: Staff, time: Any) -> None:
    for _ in range(12):
        time.tick(30)
        online.beat()
        online.clock()

    assert online.state() == ("available", "available")


def test_a_silent_console_makes_its_agent_away_then_offline(online: Staff, wire: Wire, time: Any) -> None:
    states = []
    for _ in range(6):
        time.tick(60)
        online.clock()
        states.append(online.state())
    wire.publish()

    assert states == [("away", "unreachable")] * 4 + [("offline", "unreachable")] * 2
    assert [each["actor"] for each in wire.envelopes[-2:]] == ["system/workforce"] * 2


def test_silence_counts_from_when_it_came_true_whoever_looks_when(online: Staff, time: Any) -> None:
    time.tick(1000)
    online.clock()

    assert online.told()[-3:] == [
        ("available", "available", 60), ("away", "unreachable", 240), ("offline", "unreachable", None)
    ]  # fmt: skip


def test_a_heartbeat_that_comes_too_late_finds_what_became_of_its_agent(online: Staff, time: Any) -> None:
    time.tick(90)

    assert (online.beat()["status"], online.state()) == ("away", ("away", "unreachable"))


def test_who_is_away_for_silence_stays_so_until_he_says_otherwise(online: Staff, time: Any) -> None:
    time.tick(90)
    for _ in range(20):
        online.beat()
        online.clock()
        time.tick(30)
    assert online.state() == ("away", "unreachable")

    assert online.say("busy")["status"] == "busy"


@pytest.mark.parametrize("silent", [90, 900])
def test_a_console_that_resumes_brings_back_what_was_before(online: Staff, time: Any, silent: int) -> None:
    online.say("busy")
    time.tick(silent)
    online.clock()

    assert online.beat(resume=True)["reason"] == "busy"


def test_a_console_that_resumes_changes_nothing_for_who_chose_to_be_away(online: Staff, time: Any) -> None:
    online.say("away")
    time.tick(30)

    assert online.beat(resume=True)["reason"] == "away"


def test_a_reason_that_is_gone_meanwhile_comes_back_as_available(online: Staff, time: Any) -> None:
    online.settle(reasons=[{"key": "phone-only", "name": "Phone", "status": "available", "channels": ["phone"]}])
    online.say("phone-only")
    online.settle()
    time.tick(90)
    online.clock()

    assert online.beat(resume=True)["reason"] == "available"


def test_who_chose_to_be_away_is_offline_when_the_console_is_gone(online: Staff, time: Any) -> None:
    online.say("away")
    time.tick(200)
    online.clock()
    assert online.state() == ("away", "away")
    time.tick(100)
    online.clock()

    assert online.state() == ("offline", "unreachable")


def test_who_is_offline_is_not_looked_at(online: Staff, time: Any) -> None:
    online.say("offline")
    online.clock()
    time.tick(1000)

    assert online.clock() == 0
    assert online.beat()["status"] == "offline"


def test_a_tenant_may_decide_that_silence_means_nothing(online: Staff, time: Any) -> None:
    online.settle(heartbeat=None)
    time.tick(10_000)
    online.clock()

    assert online.state() == ("available", "available")


def test_nobody_was_silent_before_the_tenant_said_what_that_means(online: Staff, time: Any) -> None:
    online.settle(heartbeat=None)
    time.tick(10_000)
    online.settle(heartbeat={"away": 60, "offline": 300})
    time.tick(30)
    assert online.beat()["status"] == "available"
    time.tick(90)

    assert online.beat()["status"] == "away"


def test_one_who_cannot_be_looked_at_does_not_hold_up_the_others(online: Staff, wire: Wire, time: Any) -> None:
    online.agent(JIA)
    online.say("available", JIA)
    wire.tables["workforce"].delete_item(Key={"pk": f"{online.tenant}#agent#{MEI}", "sk": "presence"})
    time.tick(90)
    online.clock()

    assert online.state(JIA) == ("away", "unreachable")

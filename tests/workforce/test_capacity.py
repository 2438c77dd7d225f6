"""What the everyday requests cost: the budgets that the README states."""

from typing import Any

from tests.support.capacity import Used, counted
from tests.workforce.staff import MEI, Staff


def cost(used: Used) -> tuple[list[str], float, float, float]:
    return used.calls, used.read_units, used.write_units, used.index_units


def test_getting_an_agent_is_one_call_and_half_a_read_unit(staff: Staff) -> None:
    staff.agent()
    with counted() as used:
        staff.get(f"/agents/{MEI}")

    assert cost(used) == (["GetItem"], 0.5, 0, 0)


def test_setting_a_presence_is_a_look_and_a_transaction(staff: Staff) -> None:
    staff.agent()
    with counted() as used:
        staff.say("available")

    assert cost(used) == (["BatchGetItem", "TransactWriteItems"], 5, 6, 1)


def test_a_heartbeat_is_a_look_and_a_small_write(staff: Staff, time: Any) -> None:
    staff.agent()
    staff.say("available")
    time.tick(30)
    with counted() as used:
        staff.beat()

    assert cost(used) == (["BatchGetItem", "PutItem"], 1.5, 1, 2)


def test_a_heartbeat_that_comes_soon_after_another_writes_nothing(staff: Staff, time: Any) -> None:
    staff.agent()
    staff.say("available")
    time.tick(5)
    with counted() as used:
        staff.beat()

    assert cost(used) == (["BatchGetItem"], 1.5, 0, 0)


def test_a_heartbeat_tells_nobody_anything(wired: Staff, wire: Any, time: Any) -> None:
    wired.agent()
    wired.say("available")
    wire.publish()
    before = len(wire.envelopes)
    time.tick(30)
    wired.beat()
    wire.publish()

    assert len(wire.envelopes) == before


def test_a_look_when_nobody_is_silent_is_one_query_for_each_shard(staff: Staff, time: Any) -> None:
    staff.agent()
    staff.say("available")
    with counted() as used:
        staff.clock()

    assert (used.calls, used.read_units) == (["Query"] * 4, 2)


def test_a_console_that_falls_silent_costs_a_look_and_a_transaction(staff: Staff, time: Any) -> None:
    staff.agent()
    staff.say("available")
    time.tick(61)
    with counted() as used:
        staff.clock()

    assert used.calls == ["Query"] * 4 + ["BatchGetItem", "TransactWriteItems"]


def test_who_is_there_in_a_team_is_two_calls(staff: Staff) -> None:
    team = staff.team()
    staff.agent(teams=[team])
    with counted() as used:
        staff.get(f"/presence?team={team}")

    assert used.calls == ["Query", "BatchGetItem"]

"""Where work stands in line, and how long it will take."""

from typing import Any

from tests.routing.desk import Desk


def test_what_waits_has_a_position_by_priority_and_then_by_place(desk: Desk) -> None:
    desk.queue()
    plain, urgent, last = desk.ticket(), desk.ticket(priority="urgent"), desk.ticket()

    assert [desk.work(each)["position"] for each in (plain, urgent, last)] == [2, 1, 3]


def test_without_any_pace_no_wait_is_told(desk: Desk) -> None:
    desk.queue()

    assert desk.work(desk.ticket())["estimatedWait"] is None


def test_the_wait_is_told_from_the_pace_of_the_last_half_hour(desk: Desk, later: Any) -> None:
    desk.queue()
    agent = desk.agent(capacity=20)
    for _ in range(3):
        done = desk.ticket()
        desk.carry().by(agent).post(f"/work/{done}/completion")
    held, waits = desk.ticket(), desk.ticket()
    desk.carry()

    assert desk.work(held)["position"] is None
    assert desk.work(waits)["estimatedWait"] == 1800 // 4


def test_a_pace_of_long_ago_tells_nothing(desk: Desk, later: Any) -> None:
    desk.queue()
    desk.agent(capacity=20)
    desk.ticket(), desk.carry()
    later.tick(2400)

    assert desk.work(desk.ticket())["estimatedWait"] is None


def test_a_list_of_a_queue_goes_on_where_it_ended(desk: Desk) -> None:
    queue = desk.queue()
    tickets = [desk.ticket() for _ in range(3)]
    first = desk.lead.get(f"/work?queue={queue}&state=waiting&limit=2").json
    rest = desk.lead.get(f"/work?queue={queue}&state=waiting&limit=2&cursor={first['page']['next']}").json

    assert [each["id"] for each in first["data"] + rest["data"]] == tickets

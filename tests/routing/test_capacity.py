"""What everyday work costs: the budgets that the README states."""

import importlib
from collections.abc import Callable
from typing import Any

import pytest

from onestop.identity import system
from tests.routing.desk import Desk
from tests.support.capacity import counted
from tests.support.gateway import TENANT


@pytest.fixture
def turn(desk: Desk) -> Callable[[str], bool]:
    turning = importlib.import_module("routing.service.turning")
    return lambda queue: turning.take(system("routing", TENANT, "test"), queue)


def test_a_ticket_that_is_opened_is_three_calls(desk: Desk) -> None:
    desk.queue()
    with counted() as used:
        desk.ticket()

    assert used.calls == ["GetItem", "Query", "PutItem"]


def test_a_turn_of_an_empty_line_is_one_call_and_half_a_read_unit(desk: Desk, turn: Any) -> None:
    queue = desk.queue()
    with counted() as used:
        turn(queue)

    assert (used.calls, used.read_units) == (["Query"], 0.5)


def test_an_assignment_is_one_transaction_of_four_items(desk: Desk, turn: Any) -> None:
    queue = desk.queue()
    for _ in range(2):
        desk.agent()
    for _ in range(5):
        desk.ticket()
    with counted() as used:
        turn(queue)

    looked, assigned = ["Query"] * 3, ["TransactWriteItems"] * 5
    assert used.calls == looked + assigned
    assert (used.write_units / 5, used.index_units / 5) == (10, 7)


def test_taking_an_offer_is_three_calls(desk: Desk) -> None:
    desk.queue(accept="offer")
    agent, ticket = desk.agent(), desk.ticket()
    desk.carry()
    with counted() as used:
        desk.by(agent).post(f"/work/{ticket}/acceptance")

    assert used.calls == ["GetItem", "GetItem", "TransactWriteItems"]


def test_being_done_is_three_calls(desk: Desk) -> None:
    desk.queue()
    agent, ticket = desk.agent(), desk.ticket()
    desk.carry()
    with counted() as used:
        desk.by(agent).post(f"/work/{ticket}/completion")

    assert used.calls == ["GetItem", "GetItem", "TransactWriteItems"]


def test_a_look_at_work_that_waits_is_three_calls(desk: Desk) -> None:
    desk.queue()
    ticket = desk.ticket()
    with counted() as used:
        desk.work(ticket)

    assert used.calls == ["GetItem", "Query", "Query"]


def test_a_look_when_nothing_is_due_is_one_query_for_each_shard(desk: Desk) -> None:
    with counted() as used:
        desk.clock()

    assert (set(used.calls), used.read_units) == ({"Query"}, 0.5 * len(used.calls))


def test_an_event_that_changes_nothing_is_one_read(desk: Desk) -> None:
    desk.queue()
    desk.ticket()
    again = desk.change(next(iter(desk.records)).removeprefix("tickets/"), tags=["seen"])
    with counted() as used:
        desk.hear(again)

    assert (used.calls, used.read_units) == (["GetItem"], 1)

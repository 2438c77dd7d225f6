"""Many at once at the same work and the same agents: nothing is given twice, nobody holds too much."""

import importlib
from collections.abc import Callable
from typing import Any

import pytest

from onestop.identity import system
from tests.routing.desk import Desk
from tests.routing.weather import faults, rows
from tests.support.at_once import at_once
from tests.support.gateway import TENANT


@pytest.fixture
def turn() -> Callable[[str], Callable[[], Any]]:
    """What takes a queue's turn, past the FIFO queue that would let one come after the other."""
    turning = importlib.import_module("routing.service.turning")
    return lambda queue: lambda: turning.take(system("routing", TENANT, "test"), queue)


def test_turns_of_two_queues_share_their_agents_without_giving_anyone_too_much(desk: Desk, turn: Any) -> None:
    queues = [desk.queue(name) for name in ("First", "Second")]
    for _ in range(3):
        desk.agent(capacity=60)
    tickets = [desk.ticket(queue=queues[number % 2]) for number in range(12)]
    at_once([turn(queue) for queue in queues * 3])

    assert faults() == []
    assert sum(desk.state(each)[0] == "assigned" for each in tickets) == 9


def test_one_item_goes_to_one_agent_however_many_turns_look_at_it(desk: Desk, turn: Any) -> None:
    queue = desk.queue()
    for _ in range(3):
        desk.agent()
    ticket = desk.ticket()
    at_once([turn(queue) for _ in range(6)])

    assert (faults(), desk.state(ticket)[0], len(rows("Decision"))) == ([], "assigned", 1)


def test_leads_and_turns_do_not_disturb_each_other(desk: Desk, turn: Any) -> None:
    queue = desk.queue()
    first, second = desk.agent(capacity=40), desk.agent(capacity=40)
    tickets = [desk.ticket() for _ in range(4)]
    said = {"agent": second, "reason": "Knows the customer"}
    leads = [lambda t=each: desk.lead.post(f"/work/{t}/assignment", said) for each in tickets[:2]]
    at_once([turn(queue), *leads, turn(queue)])

    assert faults() == []
    assert {first, second} >= {desk.state(each)[1] for each in tickets} - {None}
    assert {*tickets[:2]} <= desk.held(second)


def test_who_leaves_while_work_is_given_out_holds_nothing(desk: Desk, turn: Any) -> None:
    queue = desk.queue()
    agent = desk.agent()
    tickets = [desk.ticket() for _ in range(3)]
    at_once([turn(queue), lambda: desk.present(agent, "offline"), turn(queue)])
    desk.carry()

    assert (faults(), desk.held(agent)) == ([], set())
    assert {desk.state(each) for each in tickets} == {("waiting", None)}


def test_an_offer_is_taken_or_taken_back_and_never_both(desk: Desk) -> None:
    desk.queue(accept="offer")
    agent, ticket = desk.agent(), desk.ticket()
    desk.carry()
    answers = at_once([
        lambda: desk.by(agent).post(f"/work/{ticket}/acceptance").status,
        lambda: desk.by(agent).post(f"/work/{ticket}/decline", {}).status,
        lambda: desk.by(agent).post(f"/work/{ticket}/acceptance").status,
    ])  # fmt: skip

    assert faults() == []
    assert (200 in answers, desk.state(ticket)[0]) in ((True, "assigned"), (True, "waiting"))


def test_a_turn_that_others_always_disturb_is_asked_for_again(desk: Desk, turn: Any) -> None:
    """Somebody else changes an agent before each claim: the turn says that it is not done, and nothing is given."""
    queue, agent = desk.queue(), desk.agent()
    ticket = desk.ticket()
    disturbed = _Disturbing(desk, agent)
    with disturbed:
        assert turn(queue)() is False

    assert (faults(), desk.state(ticket)[0], disturbed.times) == ([], "waiting", 4)


class _Disturbing:
    """Stands before the table and has an agent change before each transaction."""

    _request_signer = None

    def __init__(self, desk: Desk, agent: str) -> None:
        self.desk, self.agent, self.times = desk, agent, 0
        table = importlib.import_module("routing.table")
        self.connection = table.Row._get_connection().connection
        self.client = self.connection.client

    def __enter__(self) -> None:
        self.connection._client = self

    def __exit__(self, *_: object) -> None:
        self.connection._client = self.client

    def _make_api_call(self, operation: str, asked: Any) -> Any:
        if operation == "TransactWriteItems":
            self.times += 1
            self.connection._client = self.client
            self.desk.present(self.agent, "available")
            self.connection._client = self
        return self.client._make_api_call(operation, asked)

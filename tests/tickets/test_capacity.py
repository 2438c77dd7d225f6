"""What the everyday requests cost: the budgets that the README states."""

import pytest

from tests.support.capacity import counted
from tests.support.gateway import Browser
from tests.tickets.desk import BEN, TEAM, asked, heard, noted, opened, patched, path, replied


@pytest.fixture(autouse=True)
def _known(desk: Browser) -> None:
    """The desk's set-up is remembered, as it is most of the time."""
    opened(desk)


def test_a_ticket_is_opened_in_one_write_with_its_number(desk: Browser) -> None:
    with counted() as used:
        opened(desk)

    assert (used.calls, used.write_units, used.index_units) == (["TransactWriteItems"], 6, 4)


def test_a_repeated_request_costs_no_second_write(desk: Browser) -> None:
    desk.post("/tickets", asked(), idempotency_key="k")
    with counted() as used:
        desk.post("/tickets", asked(), idempotency_key="k")

    assert used.calls == ["TransactWriteItems"]


def test_getting_a_ticket_is_one_call(desk: Browser) -> None:
    ticket = opened(desk)
    with counted() as used:
        desk.get(path(ticket))

    assert (used.calls, used.read_units, used.write_units) == (["GetItem"], 0.5, 0)


def test_a_change_is_a_look_and_one_write(desk: Browser) -> None:
    ticket = opened(desk)
    with counted() as used:
        patched(desk, ticket, priority="high")

    assert (used.calls, used.read_units, used.write_units, used.index_units) == (["GetItem", "PutItem"], 1, 2, 2)


def test_a_stale_change_that_is_merged_costs_no_more(desk: Browser) -> None:
    ticket = opened(desk)
    patched(desk, ticket, priority="high")
    with counted() as used:
        desk.patch(path(ticket), {"category": "shipping"}, if_match='"1"')

    assert used.calls == ["GetItem", "PutItem"]


def test_an_assignment_moves_the_ticket_in_two_lists(desk: Browser) -> None:
    ticket = opened(desk)
    with counted() as used:
        patched(desk, ticket, assignee=BEN)

    assert (used.calls, used.write_units, used.index_units) == (["GetItem", "PutItem"], 2, 3)


def test_a_reply_is_a_look_and_one_write_of_both(desk: Browser) -> None:
    ticket = patched(desk, opened(desk), status="open")
    with counted() as used:
        replied(desk, ticket)

    assert (used.calls, used.read_units) == (["GetItem", "TransactWriteItems"], 1)
    assert (used.write_units, used.index_units) == (2 * (1 + 2), 2)


def test_a_note_is_written_alone(desk: Browser) -> None:
    ticket = opened(desk)
    with counted() as used:
        noted(desk, ticket)

    assert (used.calls, used.write_units, used.index_units) == (["GetItem", "PutItem"], 1, 0)


def test_what_a_customer_writes_costs_as_much_as_a_reply(desk: Browser) -> None:
    ticket = patched(desk, opened(desk), status="open")
    with counted() as used:
        heard(desk, ticket)

    assert (used.calls, used.write_units) == (["GetItem", "TransactWriteItems"], 6)


@pytest.mark.parametrize(("query", "queries"), [("", 1), ("statusCategory=new", 1), (f"assignee={BEN}", 6)])
def test_a_page_of_a_list_is_a_query_of_keys_and_the_tickets_by_them(desk: Browser, query: str, queries: int) -> None:
    for _ in range(2):
        opened(desk, assignee=BEN, team=TEAM)
    with counted() as used:
        found = desk.get(f"/tickets?{query}").json["data"]

    assert used.calls == ["Query"] * queries + ["BatchGetItem"]
    assert used.read_units == (queries + len(found)) * 0.5

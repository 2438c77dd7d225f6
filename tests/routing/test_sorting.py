"""Which queue work stands in: the one that somebody named, else the one whose condition its ticket meets."""

from typing import Any

import pytest

from tests.routing.desk import Desk

MIRRORED = "system/routing"  # who writes into tickets where routing has put them


@pytest.fixture
def chinese(desk: Desk) -> str:
    """A queue for what is written in Chinese."""
    return desk.queue("中文", position=1, match={"field": "language", "op": "is", "value": "zh"})


@pytest.fixture
def everything(desk: Desk) -> str:
    return desk.queue("Everything", position=2)


@pytest.fixture
def third(desk: Desk) -> str:
    """A queue that takes nothing by itself."""
    return desk.queue("Third", position=3)


def opened(desk: Desk, expected: str, **said: str) -> str:
    """A ticket in English whose work stands in a queue, as the ticket has heard."""
    ticket = desk.ticket(language="en", **said)
    assert desk.carry().work(ticket)["queue"] == expected
    desk.change(ticket, "TicketAssigned", MIRRORED, queue=expected)
    return ticket


def moved(desk: Desk, ticket: str, queue: str) -> None:
    assert desk.lead.post(f"/work/{ticket}/move", {"queue": queue, "reason": "They know it."}).status == 200


def test_work_that_waits_goes_where_its_ticket_now_belongs_with_its_place_kept(
    desk: Desk, chinese: str, everything: str
) -> None:
    ticket = opened(desk, everything)
    place = desk.carry().work(ticket)["place"]
    desk.change(ticket, language="zh")

    work = desk.carry().work(ticket)
    assert (work["queue"], work["place"], desk.events(ticket)) == (chinese, place, ["WorkQueued", "WorkMoved"])


def test_work_stays_where_somebody_named_the_queue(desk: Desk, chinese: str, everything: str, third: str) -> None:
    ticket = opened(desk, third, queue=third)
    desk.change(ticket, language="zh")
    assert desk.carry().work(ticket)["queue"] == third

    desk.change(ticket, queue=everything)
    desk.carry().change(ticket, language="zh-TW")
    assert desk.carry().work(ticket)["queue"] == everything


def test_who_takes_the_queue_off_a_ticket_has_it_sorted_again(desk: Desk, chinese: str, third: str) -> None:
    ticket = opened(desk, third, queue=third)
    desk.change(ticket, queue=None, language="zh")

    assert desk.carry().work(ticket)["queue"] == chinese


def test_work_that_a_lead_moved_stays_where_the_lead_put_it(
    desk: Desk, chinese: str, everything: str, third: str
) -> None:
    ticket = opened(desk, everything)
    moved(desk, ticket, third)
    desk.carry().change(ticket, language="zh")

    assert desk.carry().work(ticket)["queue"] == third


def test_a_ticket_that_hears_late_of_a_move_does_not_undo_the_next_one(
    desk: Desk, chinese: str, everything: str, third: str
) -> None:
    ticket = opened(desk, everything)
    moved(desk, ticket, third)
    moved(desk, ticket, chinese)
    desk.change(ticket, "TicketAssigned", MIRRORED, queue=third)

    assert desk.carry().work(ticket)["queue"] == chinese


def test_work_in_somebodys_hands_stays_and_is_sorted_anew_when_it_comes_back(
    desk: Desk, chinese: str, everything: str
) -> None:
    agent, ticket = desk.agent(capacity=20, languages=["en", "zh"]), opened(desk, everything)
    desk.change(ticket, language="zh")
    assert desk.carry().work(ticket)["queue"] == everything

    desk.change(ticket, statusCategory="pending", assignee=agent)
    desk.carry().change(ticket, "TicketContacted", statusCategory="open")
    assert desk.carry().work(ticket)["queue"] == chinese


def test_a_queue_that_was_named_counts_although_later_news_came_first(desk: Desk, everything: str, third: str) -> None:
    ticket = opened(desk, everything)
    desk.held_up = []
    named, tagged = desk.change(ticket, queue=third), desk.change(ticket, tags=["seen"])
    desk.hear(tagged, named)
    desk.held_up = None

    assert desk.carry().work(ticket)["queue"] == third


def test_what_no_queue_took_is_sorted_anew_once_a_queue_for_everything_took_it(
    desk: Desk, chinese: str, later: Any
) -> None:
    ticket = desk.ticket(language="en")
    assert desk.carry().work(ticket)["queue"] is None
    everything = desk.queue("Everything", position=2)
    later.tick(301)
    desk.clock()
    assert desk.carry().work(ticket)["queue"] == everything
    desk.change(ticket, language="zh")

    assert desk.carry().work(ticket)["queue"] == chinese

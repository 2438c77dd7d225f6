"""Offers: taken, declined, left lying, taken back."""

from typing import Any

import pytest

from tests.routing.desk import Desk


@pytest.fixture
def asking(desk: Desk, later: Any) -> Desk:
    """A desk whose queue asks before it gives, for thirty seconds."""
    desk.queue(accept="offer", offerSeconds=30)
    return desk


def test_who_is_offered_work_takes_it(asking: Desk) -> None:
    agent, ticket = asking.agent(), asking.ticket()
    asking.carry()
    assert asking.state(ticket) == ("offered", agent)

    assert asking.by(agent).post(f"/work/{ticket}/acceptance").json["state"] == "assigned"
    asking.carry()
    assert asking.events(ticket) == ["WorkQueued", "WorkOffered", "WorkAssigned"]


def test_taking_it_twice_is_taking_it_once(asking: Desk) -> None:
    agent, ticket = asking.agent(), asking.ticket()
    asking.carry()
    first, second = (asking.by(agent).post(f"/work/{ticket}/acceptance") for _ in range(2))

    assert (second.status, second.json) == (200, first.json)


def test_an_offer_that_is_declined_goes_to_another_with_its_place_kept(asking: Desk) -> None:
    first, ticket = asking.agent(), asking.ticket()
    asking.carry()
    second = asking.agent()
    declined = asking.by(first).post(f"/work/{ticket}/decline", {"reason": "Lunch"})
    asking.carry()

    assert declined.json["reason"] == "Lunch"
    assert (asking.state(ticket), asking.work(ticket)["place"]) == (("offered", second), declined.json["place"])


def test_an_offer_that_nobody_answers_lapses(asking: Desk, later: Any) -> None:
    first, ticket = asking.agent(), asking.ticket()
    asking.carry()
    second = asking.agent()
    later.tick(31)
    asking.carry()

    assert asking.state(ticket) == ("offered", second)
    assert asking.work(ticket)["attempts"] == [{"agent": first, "at": "2026-11-22T10:00:31.000Z", "outcome": "expired"}]


def test_the_clock_notices_an_offer_that_no_message_came_for(asking: Desk, later: Any) -> None:
    asking.agent()
    ticket = asking.ticket()
    asking.carry()
    later.tick(90)

    assert (asking.clock(), asking.work(ticket)["state"]) == (1, "waiting")


def test_an_answer_after_the_time_is_up_is_refused_with_a_reason(asking: Desk, later: Any) -> None:
    agent, ticket = asking.agent(), asking.ticket()
    asking.carry()
    later.tick(30)
    late = asking.by(agent).post(f"/work/{ticket}/acceptance")

    assert (late.status, late.json["code"]) == (409, "OfferOver")


@pytest.mark.parametrize("answer", ["acceptance", "decline"])
def test_nobody_answers_for_another(asking: Desk, answer: str) -> None:
    asking.agent()
    ticket, other = asking.ticket(), asking.agent(there=False)
    asking.carry()
    reply = asking.by(other).post(f"/work/{ticket}/{answer}", {} if answer == "decline" else None)

    assert (reply.status, reply.json["code"]) == (409, "OfferOver")


def test_what_is_offered_counts_as_held(asking: Desk) -> None:
    agent = asking.agent(capacity=20)
    tickets = [asking.ticket(), asking.ticket()]
    asking.carry()

    assert sorted(asking.state(each)[0] for each in tickets) == ["offered", "waiting"]
    assert len(asking.held(agent)) == 1


def test_an_agent_who_goes_away_is_not_asked_any_more(asking: Desk) -> None:
    agent, ticket = asking.agent(), asking.ticket()
    asking.carry()
    asking.present(agent, "away")
    asking.carry()

    assert (asking.state(ticket), asking.held(agent)) == (("waiting", None), set())
    assert asking.events(ticket)[-1] == "OfferWithdrawn"


def test_who_declined_is_asked_again_when_the_policy_says_so(desk: Desk, later: Any) -> None:
    desk.queue(accept="offer", policy=desk.policy(again=60))
    agent, ticket = desk.agent(), desk.ticket()
    desk.carry()
    desk.by(agent).post(f"/work/{ticket}/decline", {})
    desk.carry()
    assert desk.state(ticket) == ("waiting", None)

    later.tick(61)
    desk.carry()
    assert desk.state(ticket) == ("offered", agent)

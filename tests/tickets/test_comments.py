"""What is written on tickets, and what it does to them."""

import pytest
from freezegun import freeze_time

from tests.support.gateway import Browser
from tests.support.wire import Wire
from tests.tickets.desk import BEN, agent, closed, heard, noted, now, opened, patched, path, replied


def test_the_first_reply_opens_the_ticket_and_nobody_waits_any_more(wire: Wire, wired: Browser) -> None:
    ticket = opened(wired)
    reply = replied(wired, ticket)
    wire.carry()

    after = now(wired, ticket)
    assert (after["statusCategory"], after["waitingSince"], after["version"]) == ("open", None, 2)
    assert after["firstRepliedAt"] == after["lastAgentAt"] == reply["createdAt"]
    assert [each["type"] for each in wire.envelopes] == ["TicketOpened", "CommentAdded", "TicketAnswered"]


def test_a_later_reply_leaves_the_first_one_where_it_was(desk: Browser) -> None:
    ticket = opened(desk)
    first = replied(desk, ticket)
    second = replied(desk, ticket, status="pending")

    after = now(desk, ticket)
    assert (after["firstRepliedAt"], after["lastAgentAt"]) == (first["createdAt"], second["createdAt"])
    assert after["status"] == "pending"


def test_an_internal_note_changes_nothing_of_the_ticket(desk: Browser) -> None:
    ticket = opened(desk)
    noted(desk, ticket, "He has called twice.")

    [note] = desk.get(path(ticket, "comments")).json["data"]
    assert (note["public"], note["from"], note["body"]) == (False, "agent", "He has called twice.")
    assert now(desk, ticket) == ticket


def test_who_is_mentioned_follows_the_ticket(wire: Wire, wired: Browser) -> None:
    ticket = opened(wired)
    noted(wired, ticket, "Can you have a look?", mentions=[BEN])
    wire.carry()

    assert now(wired, ticket)["followers"] == [BEN]
    assert wire.published("CommentAdded")["data"]["record"]["mentions"] == [BEN]


def test_what_the_customer_writes_opens_a_ticket_that_waited_for_it(wire: Wire, wired: Browser) -> None:
    ticket = opened(wired)
    replied(wired, ticket, status="pending")
    message = heard(wired, ticket)
    heard(wired, ticket)
    wire.carry()

    after = now(wired, ticket)
    assert (after["statusCategory"], after["waitingSince"]) == ("open", message["createdAt"])
    assert wire.published("TicketContacted")["data"]["record"]["id"] == ticket["id"]


def test_what_the_customer_writes_soon_enough_reopens_a_solved_ticket(wire: Wire, wired: Browser) -> None:
    ticket = opened(wired)
    patched(wired, ticket, status="solved")
    heard(wired, ticket)
    wire.carry()

    after = now(wired, ticket)
    assert (after["statusCategory"], after["reopens"], after["resolvedAt"]) == ("open", 1, None)
    assert wire.published("TicketReopened")["sequence"] == 3


def test_what_comes_too_late_begins_a_ticket_that_follows(wired: Browser, wire: Wire) -> None:
    with freeze_time("2026-11-01T09:00:00Z"):
        ticket = opened(wired, tags=["vip"])
        patched(wired, ticket, status="solved")
    with freeze_time("2026-11-08T09:00:01Z"):
        message = heard(wired, ticket)

    follows = wired.get(f"/tickets/{message['ticket']}").json
    assert (follows["followUpOf"], follows["tags"], follows["status"]) == (ticket["id"], ["vip"], "new")
    assert now(wired, ticket)["status"] == "solved"


def test_a_message_on_a_closed_ticket_is_repeated_without_another_ticket(desk: Browser) -> None:
    ticket = closed(desk)
    said = {"body": "Still broken", "public": True, "from": "requester"}
    first, again = (desk.post(path(ticket, "comments"), said, idempotency_key="k") for _ in range(2))

    assert first.json == again.json
    assert len(desk.get("/tickets").json["data"]) == 2


def test_a_closed_ticket_is_not_replied_to(desk: Browser) -> None:
    ticket = closed(desk)
    assert desk.post(path(ticket, "comments"), {"body": "Hello", "public": True}).status == 409
    assert desk.post(path(ticket, "comments"), {"body": "For the record"}).status == 201


def test_an_agent_does_not_speak_for_the_customer(desk: Browser) -> None:
    ticket = opened(desk)
    said = {"body": "Thanks, all fine", "public": True, "from": "requester"}
    assert agent().post(path(ticket, "comments"), said).status == 403


@pytest.mark.parametrize("wrong", [{"public": False}, {"status": "open"}, {"mentions": [BEN]}])
def test_what_the_customer_writes_is_public_and_nothing_else(desk: Browser, wrong: dict[str, object]) -> None:
    ticket = opened(desk)
    said = {"body": "Hello", "public": True, "from": "requester", **wrong}
    assert desk.post(path(ticket, "comments"), said).status == 422


def test_a_note_is_changed_by_its_author_and_a_reply_by_those_who_lead(desk: Browser) -> None:
    ticket = opened(desk)
    mine, reply = noted(agent(BEN), ticket, "x"), replied(agent(BEN), ticket)
    where = [path(ticket, "comments", each["id"]) for each in (mine, reply)]

    assert [agent(BEN).patch(each, {"body": "y"}).status for each in where] == [200, 403]
    assert [agent().patch(each, {"body": "z"}).status for each in where] == [403, 403]
    assert [desk.delete(each).status for each in where] == [204, 204]
    assert desk.get(path(ticket, "comments")).json["data"] == []


def test_what_comes_on_a_snoozed_ticket_wakes_it(desk: Browser) -> None:
    ticket = opened(desk)
    desk.post(path(ticket, "snooze"), {"until": "2099-01-01T00:00:00Z"})
    heard(desk, ticket)

    assert now(desk, ticket)["snoozedUntil"] is None

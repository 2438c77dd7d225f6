"""Changing tickets: what follows from it, and two who do it at once."""

from typing import Any

import pytest

from tests.support.gateway import Browser
from tests.support.wire import Wire
from tests.tickets.desk import BEN, CUSTOMER, QUEUE, TEAM, agent, now, opened, patched, path

MEMBER = "01J0000000000000000000000M"


def test_an_assignment_is_told_as_one(wire: Wire, wired: Browser) -> None:
    ticket = opened(wired)
    patched(wired, ticket, assignee=BEN, team=TEAM, queue=QUEUE)
    wire.carry()

    said = wire.published("TicketAssigned")
    assert (said["sequence"], said["data"]["changes"]["assignee"]) == (2, {"before": None, "after": BEN})


def test_what_changes_nothing_writes_nothing(desk: Browser) -> None:
    ticket = opened(desk, priority="high")
    assert patched(desk, ticket, priority="high", description=None)["version"] == 1


def test_a_stale_patch_of_another_field_is_merged(desk: Browser) -> None:
    ticket = opened(desk)
    desk.patch(path(ticket), {"priority": "high"}, if_match='"1"')
    merged = desk.patch(path(ticket), {"category": "shipping"}, if_match='"1"')

    assert (merged.status, merged.json["priority"], merged.json["category"]) == (200, "high", "shipping")
    assert merged.json["version"] == 3


def test_a_stale_patch_of_the_same_field_shows_what_it_was_what_it_is_and_what_is_wanted(desk: Browser) -> None:
    ticket = opened(desk)
    desk.patch(path(ticket), {"priority": "high"}, if_match='"1"')
    desk.patch(path(ticket), {"priority": "urgent", "tags": ["vip"]}, if_match='"2"')
    refused = desk.patch(path(ticket), {"priority": "low", "category": "shipping"}, if_match='"1"')

    assert (refused.status, refused.json["code"], refused.json["currentVersion"]) == (412, "VersionMismatch", 3)
    assert refused.json["conflicts"] == [{"field": "priority", "base": "normal", "theirs": "urgent", "yours": "low"}]
    assert now(desk, ticket)["category"] is None


def test_two_who_want_the_same_do_not_clash(desk: Browser) -> None:
    ticket = opened(desk)
    desk.patch(path(ticket), {"priority": "high"}, if_match='"1"')
    assert desk.patch(path(ticket), {"priority": "high"}, if_match='"1"').status == 200


def test_what_somebody_began_with_is_forgotten_after_many_changes(desk: Browser) -> None:
    ticket = opened(desk)
    for number in range(6):
        desk.patch(path(ticket), {"description": f"{number}" * 600})
    refused = desk.patch(path(ticket), {"description": "mine"}, if_match='"1"')

    assert refused.json["conflicts"][0]["base"] is None


def test_a_stale_deletion_says_what_has_changed(desk: Browser) -> None:
    ticket = opened(desk)
    patched(desk, ticket, priority="high")
    refused = desk.delete(path(ticket), if_match='"1"')

    assert (refused.status, refused.json["changed"]) == (412, {"priority": "high"})


def test_a_ticket_that_is_solved_may_come_back_until_it_is_closed(wire: Wire, wired: Browser) -> None:
    ticket = opened(wired)
    solved = patched(wired, ticket, status="solved")
    again = patched(wired, ticket, status="open")
    closed = patched(wired, ticket, status="closed")
    wire.carry()

    assert (solved["resolvedAt"] is not None, solved["waitingSince"]) == (True, None)
    assert (again["resolvedAt"], again["reopens"]) == (None, 1)
    assert again["updatedAt"] <= closed["closedAt"] == closed["resolvedAt"] <= closed["updatedAt"]
    kinds = [each["type"] for each in wire.envelopes]
    assert kinds == ["TicketOpened", "TicketResolved", "TicketReopened", "TicketClosed"]


@pytest.mark.parametrize("said", [{"status": "open"}, {"priority": "high"}])
def test_a_closed_ticket_stays_as_it_is(desk: Browser, said: dict[str, Any]) -> None:
    ticket = opened(desk, status="closed")
    refused = desk.patch(path(ticket), said)
    assert (refused.status, refused.json["code"]) == (409, "WrongState")


def test_somebody_elses_ticket_is_taken_by_those_who_lead(desk: Browser) -> None:
    ticket = opened(desk, assignee=BEN)
    refused = agent().patch(path(ticket), {"assignee": MEMBER})
    assert (refused.status, refused.json["scope"]) == (403, "tickets:lead")

    assert agent(BEN).patch(path(ticket), {"assignee": MEMBER}).status == 200
    assert desk.patch(path(ticket), {"assignee": BEN}).status == 200


def test_a_ticket_moves_with_its_requester(desk: Browser) -> None:
    ticket, other = opened(desk), "01J000000000000000000000DD"
    patched(desk, ticket, requester=other)

    found = [len(desk.get(f"/tickets?requester={each}").json["data"]) for each in (CUSTOMER, other)]
    assert found == [0, 1]


def test_what_follows_from_other_things_takes_no_room_in_a_tickets_past(desk: Browser, table: Any) -> None:
    ticket = opened(desk)
    desk.patch(path(ticket), {"status": "solved"}, if_match='"1"')
    [row] = [each for each in table.scan()["Items"] if each["sk"] == "record"]

    assert row["past"] == '[[1,{}],[2,{"status":"new"}]]'

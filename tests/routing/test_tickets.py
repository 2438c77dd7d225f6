"""What happens to a ticket happens to its work."""

from typing import Any

import pytest

from tests.routing.desk import Desk

LEAD = "member/01J000000000000000000000L1"


@pytest.mark.parametrize("said", [{"statusCategory": "pending"}, {"statusCategory": "solved"},
                                  {"snoozedUntil": "2026-12-01T08:00:00.000Z"}, {"mergedInto": "another"}])  # fmt: skip
def test_work_is_done_when_nobody_is_needed_any_more(desk: Desk, said: dict[str, Any]) -> None:
    desk.queue()
    agent, ticket = desk.agent(), desk.ticket()
    desk.carry().change(ticket, **said)
    desk.carry()

    assert (desk.work(ticket)["state"], desk.held(agent), desk.work(ticket)["worked"]) == ("done", set(), 0)


def test_what_waits_is_withdrawn(desk: Desk) -> None:
    desk.queue()
    ticket = desk.ticket()
    desk.carry().change(ticket, "TicketTrashed")
    desk.agent()

    assert desk.carry().state(ticket) == ("withdrawn", None)


def test_a_ticket_that_opens_again_stands_at_the_end_and_is_kept_for_who_had_it(desk: Desk, later: Any) -> None:
    desk.queue(policy=desk.policy(lastAgent={"seconds": 300}))
    agent, ticket = desk.agent(capacity=20), desk.ticket()
    desk.carry().change(ticket, statusCategory="pending", assignee=agent)
    desk.carry()
    later.tick(600)
    desk.agent(capacity=20)
    other = desk.ticket()
    desk.carry().change(ticket, "TicketContacted", statusCategory="open")

    assert desk.carry().state(other)[0] == "assigned"
    assert desk.work(ticket)["lastAgent"] == agent
    assert desk.work(ticket)["place"] == "2026-11-22T10:10:00.000Z"


def test_whom_a_person_chose_has_it_whatever_they_hold(desk: Desk) -> None:
    desk.queue()
    agent = desk.agent(capacity=20)
    first, second = desk.ticket(), desk.ticket()
    desk.carry().change(second, "TicketAssigned", LEAD, assignee=agent)
    desk.carry()

    assert desk.held(agent) == {first, second}
    assert (desk.work(second)["byHand"], desk.work(first)["byHand"]) == (True, False)
    assert desk.lead.get(f"/work/{second}/decisions").json["data"][0]["actor"] == LEAD


def test_who_was_given_more_by_hand_gets_nothing_until_there_is_room(desk: Desk) -> None:
    desk.queue()
    agent = desk.agent(capacity=20)
    for _ in range(2):
        desk.ticket(assignee=agent)
    third = desk.ticket()

    assert desk.carry().state(third) == ("waiting", None)


def test_a_ticket_that_a_person_takes_away_from_an_agent_is_in_line_again(desk: Desk) -> None:
    desk.queue()
    agent, ticket = desk.agent(), desk.ticket()
    desk.carry().change(ticket, actor="system/routing", assignee=agent)
    desk.present(agent, "away")
    desk.change(ticket, "TicketAssigned", LEAD, assignee=None)

    assert desk.carry().state(ticket) == ("waiting", None)


def test_what_routing_itself_wrote_into_a_ticket_is_no_choice(desk: Desk) -> None:
    desk.queue()
    agent, ticket = desk.agent(), desk.ticket()
    echo = desk.carry().change(ticket, "TicketAssigned", "system/routing", assignee=agent)
    desk.present(agent, "offline")
    other = desk.agent()
    desk.carry()
    desk.hear(echo)

    assert desk.carry().state(ticket) == ("assigned", other)


def test_events_of_a_ticket_may_come_in_any_order(desk: Desk) -> None:
    desk.queue()
    agent, ticket = desk.agent(), desk.ticket()
    said = [desk.change(ticket, statusCategory=each) for each in ("open", "pending", "open", "solved")]
    for each in reversed(said):
        desk.hear(each)

    assert desk.carry().state(ticket)[0] == "withdrawn"
    assert desk.held(agent) == set()


def test_a_ticket_first_heard_of_when_it_is_over_makes_no_work_later(desk: Desk) -> None:
    desk.queue()
    agent = desk.agent()
    ticket = desk.ticket(statusCategory="solved")
    opened = {**desk.records[f"tickets/{ticket}"], "statusCategory": "new"}
    desk.sequences[f"tickets/{ticket}"] = -1
    desk.tell("TicketOpened", f"tickets/{ticket}", opened)

    assert (desk.carry().work(ticket)["state"], desk.held(agent)) == ("withdrawn", set())


def test_what_is_done_stays_done_until_the_customer_writes_again(desk: Desk, later: Any) -> None:
    desk.queue()
    agent, ticket = desk.agent(), desk.ticket()
    desk.carry().by(agent).post(f"/work/{ticket}/completion")
    desk.change(ticket, tags=["seen"])
    assert desk.carry().work(ticket)["state"] == "done"

    later.tick(60)
    desk.change(ticket, "TicketContacted", lastCustomerAt="2026-11-22T10:01:00.000Z")
    assert desk.carry().state(ticket) == ("assigned", agent)


def test_a_change_that_matters_is_told(desk: Desk) -> None:
    desk.queue()
    ticket = desk.ticket()
    desk.carry().change(ticket, priority="urgent", sla={"clocks": [{"dueAt": "2026-12-01T08:00:00.000Z"}]})
    desk.carry().change(ticket, tags=["seen"])

    work = desk.carry().work(ticket)
    assert (work["priority"], work["dueAt"]) == ("urgent", "2026-12-01T08:00:00.000Z")
    assert desk.events(ticket) == ["WorkQueued", "WorkChanged"]

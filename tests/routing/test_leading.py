"""What leads may say to work, and that it is kept why."""

import pytest

from tests.routing.desk import Desk

REASON = "The customer called again"


def test_work_moves_to_another_queue_with_its_place_kept(desk: Desk) -> None:
    desk.queue("First", position=1)
    second, ticket = desk.queue("Second"), desk.ticket()
    place = desk.carry().work(ticket)["place"]
    moved = desk.lead.post(f"/work/{ticket}/move", {"queue": second, "reason": REASON}).json
    desk.carry()

    assert (moved["queue"], moved["place"], moved["reason"]) == (second, place, REASON)
    assert desk.told[-1]["actor"] == desk.lead.actor


def test_a_priority_that_a_lead_gave_holds_until_the_tickets_own_changes(desk: Desk) -> None:
    desk.queue()
    ticket = desk.ticket()
    desk.lead.post(f"/work/{ticket}/priority", {"priority": "urgent", "reason": REASON})
    desk.change(ticket, tags=["seen"])
    assert desk.work(ticket)["priority"] == "urgent"

    desk.change(ticket, priority="low")
    assert desk.work(ticket)["priority"] == "low"


def test_a_lead_takes_work_over_from_whoever_has_it(desk: Desk) -> None:
    desk.queue()
    agent, ticket = desk.agent(), desk.ticket()
    desk.carry()
    lead = desk.lead.actor.removeprefix("member/")
    taken = desk.lead.post(f"/work/{ticket}/takeover", {"reason": REASON})

    assert (taken.json["agent"], taken.json["byHand"]) == (lead, True)
    assert (desk.held(agent), desk.held(lead)) == (set(), {ticket})


def test_a_lead_gives_work_to_an_agent_and_the_decision_says_why(desk: Desk) -> None:
    desk.queue()
    full, ticket = desk.agent(capacity=20), desk.ticket()
    desk.carry()
    second = desk.ticket()
    desk.lead.post(f"/work/{second}/assignment", {"agent": full, "reason": REASON})
    [decision] = desk.lead.get(f"/work/{second}/decisions").json["data"]

    assert desk.held(full) == {ticket, second}
    assert (decision["reason"], decision["actor"], decision["candidates"]) == (REASON, desk.lead.actor, [])


def test_whoever_loses_work_has_room_for_the_next(desk: Desk) -> None:
    desk.queue()
    agent = desk.agent(capacity=20)
    first, second = desk.ticket(), desk.ticket()
    desk.carry().lead.post(f"/work/{first}/takeover", {"reason": REASON})

    assert desk.carry().state(second) == ("assigned", agent)


@pytest.mark.parametrize("what", ["takeover", "priority", "move", "assignment"])
def test_nobody_leads_what_is_over(desk: Desk, what: str) -> None:
    queue, ticket = desk.queue(), desk.ticket()
    desk.change(ticket, statusCategory="solved")
    said = {"priority": {"priority": "low"}, "move": {"queue": queue}, "assignment": {"agent": queue}}.get(what, {})
    reply = desk.lead.post(f"/work/{ticket}/{what}", {**said, "reason": REASON})

    assert (reply.status, reply.json["code"]) == (409, "WrongState")


def test_the_same_request_again_is_answered_as_before(desk: Desk) -> None:
    desk.queue()
    ticket = desk.ticket()
    said = {"priority": "urgent", "reason": REASON}
    first, second = (desk.lead.post(f"/work/{ticket}/priority", said, idempotency_key="k-1") for _ in range(2))

    assert (second.json, second.headers["Idempotency-Replayed"]) == (first.json, "true")


def test_an_agent_is_done_with_their_own_work_only(desk: Desk) -> None:
    desk.queue()
    agent, ticket = desk.agent(), desk.ticket()
    other = desk.carry().agent(there=False)
    assert desk.by(other).post(f"/work/{ticket}/completion").status == 403

    first, second = (desk.by(agent).post(f"/work/{ticket}/completion") for _ in range(2))
    assert (first.json["state"], second.json) == ("done", first.json)

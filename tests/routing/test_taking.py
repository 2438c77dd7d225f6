"""Work comes from tickets and finds its agents."""

from tests.routing.desk import Desk


def test_a_ticket_that_is_opened_goes_to_an_agent_who_is_there(desk: Desk) -> None:
    desk.queue()
    agent = desk.agent()
    ticket = desk.ticket()
    desk.carry()

    assert (desk.state(ticket), desk.held(agent)) == (("assigned", agent), {ticket})
    assert desk.events(ticket) == ["WorkQueued", "WorkAssigned"]


def test_without_agents_it_waits_and_goes_to_the_first_who_comes(desk: Desk) -> None:
    desk.queue()
    ticket = desk.ticket()
    desk.carry()
    assert desk.state(ticket) == ("waiting", None)

    agent = desk.agent()
    desk.carry()
    assert desk.state(ticket) == ("assigned", agent)


def test_nobody_is_given_more_than_fits(desk: Desk) -> None:
    desk.queue()
    agent = desk.agent(capacity=50)
    tickets = [desk.ticket() for _ in range(4)]
    desk.carry()

    assert len(desk.held(agent)) == 2
    assert [desk.state(each)[0] for each in tickets].count("waiting") == 2


def test_what_is_done_makes_room_for_the_next(desk: Desk) -> None:
    desk.queue()
    agent = desk.agent(capacity=20)
    first, second = desk.ticket(), desk.ticket()
    desk.carry()
    done = desk.by(agent).post(f"/work/{first}/completion")
    desk.carry()

    assert (done.status, done.json["state"]) == (200, "done")
    assert desk.state(second) == ("assigned", agent)


def test_a_decision_shows_who_was_looked_at_and_why(desk: Desk) -> None:
    desk.queue()
    agent, other = desk.agent(), desk.agent(languages=["zh"])
    ticket = desk.ticket(language="en")
    desk.carry()
    [decision] = desk.lead.get(f"/work/{ticket}/decisions").json["data"]

    assert (decision["agent"], decision["outcome"], decision["considered"]) == (agent, "assigned", 2)
    assert {each["agent"]: each["refused"] for each in decision["candidates"]}[other] == "does not speak en"
    assert "the only one of 2" in decision["reason"]

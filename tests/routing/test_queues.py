"""Queues: which one takes a ticket, who serves it, when it is paused and when it runs over."""

from typing import Any

from tests.routing.desk import Desk


def test_the_first_queue_whose_condition_holds_takes_it(desk: Desk) -> None:
    rest = desk.queue("Rest", position=900)
    urgent = desk.queue("Urgent", position=1, match={"field": "priority", "op": "is", "value": "urgent"})
    first, second = desk.ticket(priority="urgent"), desk.ticket()

    assert [desk.work(each)["queue"] for each in (first, second)] == [urgent, rest]


def test_what_no_queue_takes_waits_where_a_lead_sees_it(desk: Desk) -> None:
    desk.queue(match={"field": "category", "op": "is", "value": "billing"})
    ticket = desk.ticket()
    desk.carry()

    assert [each["id"] for each in desk.lead.get("/work").json["data"]] == [ticket]


def test_a_queue_that_takes_everything_takes_what_waited_for_none(desk: Desk, later: Any) -> None:
    ticket = desk.ticket()
    desk.carry()
    queue = desk.queue()
    later.tick(61)
    desk.clock()
    agent = desk.agent()

    assert (desk.carry().state(ticket), desk.work(ticket)["queue"]) == (("assigned", agent), queue)


def test_a_paused_queue_gives_nothing_out_until_it_goes_on(desk: Desk) -> None:
    queue = desk.queue(paused=True)
    agent, ticket = desk.agent(), desk.ticket()
    assert desk.carry().state(ticket) == ("waiting", None)

    desk.lead.patch(f"/queues/{queue}", {"paused": False})
    assert desk.carry().state(ticket) == ("assigned", agent)


def test_what_has_waited_for_too_long_goes_on_to_another_queue(desk: Desk, later: Any) -> None:
    second = desk.queue("Second", position=900)
    desk.queue("First", position=1, overflow={"to": second, "when": "waiting", "after": 120})
    ticket = desk.ticket()
    place = desk.carry().work(ticket)["place"]
    later.tick(121)
    desk.carry()

    assert (desk.work(ticket)["queue"], desk.work(ticket)["place"]) == (second, place)
    assert desk.events(ticket) == ["WorkQueued", "WorkOverflowed"]


def test_a_line_that_is_too_long_lets_the_next_go_on(desk: Desk) -> None:
    second = desk.queue("Second", position=900)
    first = desk.queue("First", position=1, overflow={"to": second, "when": "length", "length": 2})
    tickets = [desk.ticket() for _ in range(2)]
    desk.carry()
    tickets.append(desk.ticket())
    desk.carry()

    assert [desk.work(each)["queue"] for each in tickets] == [first, first, second]


def test_a_queue_that_nobody_serves_lets_everything_go_on(desk: Desk) -> None:
    second = desk.queue("Second", position=900)
    team = "01J00000000000000000000T01"
    desk.queue("First", position=1, team=team, overflow={"to": second, "when": "noAgents"})
    agent, ticket = desk.agent(), desk.ticket()

    assert desk.carry().state(ticket) == ("assigned", agent)


def test_work_never_runs_in_a_circle(desk: Desk, later: Any) -> None:
    second = desk.queue("Second", position=900)
    first = desk.queue("First", position=1, overflow={"to": second, "when": "waiting", "after": 0})
    desk.lead.patch(f"/queues/{second}", {"overflow": {"to": first, "when": "waiting", "after": 0}})
    ticket = desk.ticket()

    assert desk.carry().work(ticket)["queue"] == second


def test_a_queue_asks_for_skills_on_top_of_the_tickets(desk: Desk) -> None:
    desk.queue(needs=[{"skill": "billing", "level": 3}])
    desk.agent(skills=[{"skill": "billing", "level": 2}])
    able = desk.agent(skills=[{"skill": "billing", "level": 3}, {"skill": "law", "level": 1}])
    ticket = desk.ticket(needs=[{"skill": "law", "level": 1}])

    assert desk.carry().state(ticket) == ("assigned", able)


def test_what_a_ticket_asks_for_eases_with_waiting(desk: Desk, later: Any) -> None:
    easing = {"require": True, "relax": [{"after": 60, "by": 2}]}
    desk.queue(policy=desk.policy(skills=easing))
    agent = desk.agent(skills=[{"skill": "billing", "level": 2}])
    ticket = desk.ticket(needs=[{"skill": "billing", "level": 4}])
    assert desk.carry().state(ticket) == ("waiting", None)

    later.tick(61)
    assert desk.carry().state(ticket) == ("assigned", agent)


def test_agents_serve_the_queues_of_their_profile_the_first_first(desk: Desk) -> None:
    chats, mails = desk.queue("Chats", position=1), desk.queue("Mails", position=2)
    profile = desk.profile({"queue": chats}, {"queue": mails, "priority": 2})
    mail, chat, nowhere = desk.ticket(queue=mails), desk.ticket(queue=chats), desk.ticket(queue=desk.queue("Other"))
    agent = desk.carry().agent(profile=profile, capacity=20)
    desk.carry()

    assert [desk.state(each) for each in (chat, mail, nowhere)] == [
        ("assigned", agent), ("waiting", None), ("waiting", None)
    ]  # fmt: skip


def test_a_profile_may_hold_an_agent_back_for_a_while(desk: Desk, later: Any) -> None:
    queue = desk.queue()
    agent = desk.agent(profile=desk.profile({"queue": queue, "delay": 90}))
    ticket = desk.ticket()
    assert desk.carry().state(ticket) == ("waiting", None)

    later.tick(91)
    assert desk.carry().state(ticket) == ("assigned", agent)


def test_a_team_serves_its_own_queues_and_those_of_nobody(desk: Desk) -> None:
    team, other = "01J00000000000000000000T01", "01J00000000000000000000T02"
    queues = [desk.queue("Own", team=team), desk.queue("Others", team=other), desk.queue("Free")]
    agent = desk.agent(teams=[team])
    tickets = [desk.ticket(queue=each) for each in queues]
    desk.carry()

    assert [desk.state(each)[1] for each in tickets] == [agent, None, agent]

"""Agents come and go, and their work goes with them or back."""

from tests.routing.desk import Desk


def test_the_work_of_who_goes_offline_goes_back_to_its_place(desk: Desk) -> None:
    desk.queue()
    agent, ticket = desk.agent(), desk.ticket()
    place = desk.carry().work(ticket)["place"]
    desk.present(agent, "offline")
    desk.carry()

    assert (desk.state(ticket), desk.held(agent)) == (("waiting", None), set())
    assert (desk.work(ticket)["place"], desk.work(ticket)["lastAgent"]) == (place, agent)


def test_it_stays_where_the_queue_says_so(desk: Desk) -> None:
    desk.queue(onLeave="keep")
    agent, ticket = desk.agent(), desk.ticket()
    desk.carry().present(agent, "offline")
    desk.carry()

    assert desk.state(ticket) == ("assigned", agent)


def test_who_is_only_away_keeps_what_they_have_and_gets_nothing_new(desk: Desk) -> None:
    desk.queue()
    agent, first = desk.agent(), desk.ticket()
    desk.carry().present(agent, "away")
    second = desk.ticket()
    desk.carry()

    assert (desk.state(first), desk.state(second)) == (("assigned", agent), ("waiting", None))


def test_what_a_person_gave_to_somebody_who_had_left_waits_for_them(desk: Desk) -> None:
    desk.queue()
    agent = desk.agent(there=False)
    ticket = desk.ticket(assignee=agent)
    desk.tell("AgentChanged", f"agents/{agent}", {**desk.records[f"agents/{agent}"], "capacity": 60})
    desk.present(agent, "offline")

    assert desk.carry().state(ticket) == ("assigned", agent)


def test_whoever_is_retired_gives_everything_back(desk: Desk) -> None:
    desk.queue(onLeave="keep")
    agent, ticket = desk.agent(), desk.ticket()
    desk.carry().tell("AgentRetired", f"agents/{agent}", {**desk.records[f"agents/{agent}"], "active": False})
    desk.carry()

    assert desk.state(ticket) == ("waiting", None)


def test_an_old_word_about_an_agent_changes_nothing(desk: Desk) -> None:
    desk.queue()
    agent = desk.agent()
    old = {**desk.records[f"presence/{agent}"], "status": "offline"}
    gone = desk.tell("PresenceChanged", f"presence/{agent}", {**old, "status": "away", "channels": []})
    desk.present(agent)
    assert desk.hear(gone) == []

    ticket = desk.ticket()
    assert desk.carry().state(ticket) == ("assigned", agent)


def test_an_agent_gets_only_what_comes_by_the_channels_they_take(desk: Desk) -> None:
    desk.queue()
    agent = desk.agent(there=False)
    desk.present(agent, "busy", channels=["ticket"])
    chat, web = desk.ticket(channel="chat"), desk.ticket(channel="web")
    desk.carry()

    assert (desk.state(chat), desk.state(web)) == (("waiting", None), ("assigned", agent))


def test_work_weighs_what_workforce_says(desk: Desk) -> None:
    desk.tell("WorkforceSettingsChanged", "workforce-settings/current", {"weights": {"ticket": 50, "phone": 90}})
    desk.queue()
    call, web = desk.ticket(channel="phone"), desk.ticket(channel="web")
    desk.carry()

    assert [(desk.work(each)["channel"], desk.work(each)["units"]) for each in (call, web)] == [
        ("phone", 90), ("ticket", 50)
    ]  # fmt: skip

"""Rules act by themselves on what happens: in their order, once, in one write, and never for ever."""

from typing import Any

import pytest

from tests.support.gateway import Browser
from tests.support.wire import Wire
from tests.tickets.desk import BEN, QUEUE, TEAM, now, opened, patched, path
from tests.tickets.ruling import EVENTS, leaf, outcomes, rule, runs

VIP = leaf("tags", "contains", "vip")


def comments(desk: Browser, ticket: dict[str, Any]) -> list[str]:
    return [each["body"] for each in desk.get(path(ticket, "comments")).json["data"]]


def test_a_rule_acts_on_what_it_is_about_and_on_nothing_else(wire: Wire, wired: Browser) -> None:
    made = rule(wired, {"priority": "urgent"}, {"assign": {"team": TEAM}}, when=VIP)
    vip, other = opened(wired, tags=["VIP"]), opened(wired)
    wire.carry()
    after = now(wired, vip)
    assert (after["priority"], after["team"], after["version"]) == ("urgent", TEAM, 2)
    assert now(wired, other) == other
    [run] = runs(wired, vip)
    assert (run["rule"], run["outcome"], run["changes"]["team"]) == (
        made["id"],
        "done",
        {"before": None, "after": TEAM},
    )
    assert [each["ticket"] for each in wired.get(f"/automation-rules/{made['id']}/runs").json["data"]] == [vip["id"]]


def test_rules_act_in_the_order_of_their_positions_and_see_what_those_before_did(wire: Wire, wired: Browser) -> None:
    rule(wired, {"assign": {"queue": QUEUE}}, when=leaf("priority", "is", "urgent"), position=2)
    rule(wired, {"priority": "urgent"}, when=VIP, position=1)
    ticket = opened(wired, tags=["vip"])
    wire.carry()
    assert (now(wired, ticket)["queue"], now(wired, ticket)["version"]) == (QUEUE, 2)


def test_an_event_that_comes_twice_is_acted_on_once(wire: Wire, wired: Browser) -> None:
    rule(wired, {"reply": {"body": "We have it: {{ticket.number}}"}})
    wire.twice = True
    ticket = opened(wired)
    wire.carry()
    assert comments(wired, ticket) == [f"We have it: {ticket['number']}"]
    assert outcomes(wired, ticket) == ["done"]


def test_what_a_machine_writes_is_no_answer_of_an_agent(wire: Wire, wired: Browser) -> None:
    rule(wired, {"reply": {"body": "We have it."}})
    ticket = opened(wired)
    wire.carry()
    assert now(wired, ticket) == ticket


def test_a_change_is_acted_on_when_it_is_made_and_not_again_with_each_later_one(wire: Wire, wired: Browser) -> None:
    rule(wired, {"note": {"body": "look"}}, on=EVENTS, when=leaf("priority", "changedTo", "high"))
    ticket = opened(wired)
    for fields in ({"priority": "high"}, {"subject": "Other"}, {"priority": "low"}, {"priority": "high"}):
        patched(wired, ticket, **fields)
        wire.carry()
    assert comments(wired, ticket) == ["look", "look"]


def test_events_that_come_late_find_the_ticket_as_it_is_and_act_once(wire: Wire, wired: Browser) -> None:
    rule(wired, {"note": {"body": "look"}}, on=EVENTS, when=leaf("priority", "changedTo", "high"))
    rule(wired, {"note": {"body": "nobody has it"}}, when=leaf("assignee", "empty"))
    ticket = opened(wired)
    patched(wired, ticket, subject="Other")
    patched(wired, ticket, priority="high")
    patched(wired, ticket, assignee=BEN)
    wire.carry()
    assert comments(wired, ticket) == ["look"]


def test_a_rule_that_nothing_comes_of_leaves_no_trace(wire: Wire, wired: Browser) -> None:
    rule(wired, {"addTags": ["vip"]}, on=EVENTS, when=VIP)
    ticket = opened(wired, tags=["vip"])
    wire.carry()
    assert (now(wired, ticket), outcomes(wired, ticket)) == (ticket, [])


def test_a_rule_that_cannot_is_logged_and_keeps_no_other_from_acting(wire: Wire, wired: Browser) -> None:
    rule(wired, {"addTags": ["half"]}, {"set": {"custom": {"nonsense": 1}}}, position=1)
    rule(wired, {"addTags": ["whole"]}, position=2)
    ticket = opened(wired)
    wire.carry()
    assert now(wired, ticket)["tags"] == ["whole"]
    failed, done = runs(wired, ticket)
    assert (failed["outcome"], done["outcome"]) == ("failed", "done")
    assert failed["reason"] == "Invalid: /custom/nonsense is no field of this type of ticket"


def test_two_rules_that_set_each_other_off_act_once_each_and_are_stopped(wire: Wire, wired: Browser) -> None:
    for one, other in (("high", "low"), ("low", "high")):
        rule(wired, {"priority": other}, on=EVENTS, when=leaf("priority", "is", one))
    ticket = opened(wired, priority="low")
    wire.carry()
    assert outcomes(wired, ticket) == ["done", "done", "stopped", "stopped"]
    assert now(wired, ticket)["priority"] == "low"
    assert "before" in runs(wired, ticket)[-1]["reason"]


def test_a_chain_has_ten_links(wire: Wire, wired: Browser) -> None:
    for number in range(12):
        when = leaf("tags", "empty") if number == 0 else leaf("tags", "contains", f"t{number - 1}")
        rule(wired, {"addTags": [f"t{number}"]}, on=EVENTS, when=when, position=20 - number)
    ticket = opened(wired)
    wire.carry()
    assert now(wired, ticket)["tags"] == [f"t{number}" for number in range(10)]
    assert outcomes(wired, ticket) == ["done"] * 10 + ["stopped"]
    assert [each["hops"] for each in runs(wired, ticket)] == list(range(11))


def test_somebody_who_touches_the_ticket_begins_a_new_chain(wire: Wire, wired: Browser) -> None:
    rule(wired, {"addTags": ["seen"]}, on=EVENTS, when={"not": leaf("tags", "contains", "seen")})
    ticket = opened(wired)
    wire.carry()
    patched(wired, ticket, tags=[])
    wire.carry()
    assert (now(wired, ticket)["tags"], outcomes(wired, ticket)) == (["seen"], ["done", "done"])


def test_what_is_replayed_from_long_ago_sets_nothing_off(wire: Wire, wired: Browser) -> None:
    rule(wired, {"note": {"body": "look"}})
    ticket = opened(wired)
    wire.publish()
    old = {**wire.published("TicketOpened"), "id": "01J00000000000000000000OLD", "time": "2020-01-01T00:00:00.000Z"}
    assert wire.deliver("tickets", old, source="tickets") == []
    assert comments(wired, ticket) == []


@pytest.mark.parametrize("off", ["delete", "switch off"])
def test_a_rule_that_is_off_does_not_act(wire: Wire, wired: Browser, off: str) -> None:
    made = rule(wired, {"note": {"body": "look"}})
    at = f"/automation-rules/{made['id']}"
    _ = wired.delete(at) if off == "delete" else wired.patch(at, {"active": False})
    ticket = opened(wired)
    wire.carry()
    assert comments(wired, ticket) == []


def test_a_ticket_that_is_gone_is_left_alone(wire: Wire, wired: Browser) -> None:
    rule(wired, {"note": {"body": "look"}})
    ticket = opened(wired)
    wire.publish()
    wired.delete(path(ticket))
    wire.carry()
    assert wired.get(path(ticket)).status == 404
    assert wire.failures("tickets") == []

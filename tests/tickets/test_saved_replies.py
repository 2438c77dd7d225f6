"""Saved replies: the right words in the right language, and never a hole in the text."""

from typing import Any

import pytest

from tests.support.envelopes import envelope
from tests.support.gateway import Browser
from tests.support.wire import Wire
from tests.tickets.desk import BEN, CUSTOMER, MEMBER, TEAM, opened, path
from tests.tickets.neighbours import Customers

BODIES = {
    "en": "Dear {{requester.name}}, {{ticket.number}} ({{ticket.custom.order|your order}}) is on its way.",
    "zh-CN": "{{requester.name}}，您的工单 {{ticket.number}} 正在处理。",
}


def saved(desk: Browser, bodies: Any = BODIES, **fields: Any) -> dict[str, Any]:
    """A saved reply."""
    reply = desk.post("/saved-replies", {"name": "On its way", "shortcut": "way", "bodies": bodies, **fields})
    assert reply.status == 201, reply.text
    made: dict[str, Any] = reply.json
    return made


def says(desk: Browser, reply: dict[str, Any], ticket: dict[str, Any], language: str = "") -> dict[str, Any]:
    asked = f"?ticket={ticket['id']}" + (f"&language={language}" if language else "")
    found: dict[str, Any] = desk.get(f"/saved-replies/{reply['id']}/rendering{asked}").json
    return found


@pytest.mark.parametrize(
    ("language", "served"), [("zh-CN", "zh-CN"), ("zh-TW", "zh-CN"), ("de", "en"), (None, "en"), ("en-GB", "en")]
)
def test_the_language_of_the_ticket_is_served_best(
    desk: Browser, customers: Customers, language: str | None, served: str
) -> None:
    assert says(desk, saved(desk), opened(desk, language=language))["language"] == served


def test_its_variables_are_filled_in(desk: Browser, customers: Customers) -> None:
    ticket = opened(desk, language="zh-CN")
    assert says(desk, saved(desk), ticket)["body"] == f"王小明，您的工单 {ticket['number']} 正在处理。"
    said = says(desk, saved(desk), ticket, "en")
    assert said["body"] == f"Dear 王小明, {ticket['number']} (your order) is on its way."
    assert said["missing"] == ["ticket.custom.order"]


def test_what_is_not_known_leaves_no_hole(desk: Browser, customers: Customers) -> None:
    customers.names.clear()
    said = says(desk, saved(desk, {"en": "Hi {{requester.name}}, about {{ticket.category}}"}), opened(desk))
    assert said == {"body": "Hi there, about –", "language": "en", "missing": ["requester.name", "ticket.category"]}


def test_a_neighbour_that_fails_costs_a_name_and_not_the_reply(desk: Browser, customers: Customers) -> None:
    customers.down = True
    assert says(desk, saved(desk), opened(desk, language="zh-CN"))["body"].startswith("您，")


def named(wire: Wire, sequence: int, name: str, agent: str = MEMBER) -> None:
    """Workforce's word about what an agent is called."""
    said = envelope("AgentChanged", f"agents/{agent}", sequence, record={"id": agent, "name": name})
    assert wire.deliver("tickets", said, source="workforce") == []


SIGNED = {"en": "{{agent.name}} for {{assignee.name}}", "zh": "{{agent.name}}代{{assignee.name}}"}


def test_who_writes_and_whose_ticket_it_is_are_called_by_their_names(wire: Wire, wired: Browser) -> None:
    named(wire, 1, "林小梅")
    named(wire, 1, "Ben", BEN)
    ticket = opened(wired, assignee=BEN)

    assert says(wired, saved(wired, SIGNED), ticket, "zh")["body"] == "林小梅代Ben"


def test_an_agent_whose_name_is_not_known_writes_for_the_team(wired: Browser) -> None:
    said = says(wired, saved(wired, SIGNED), opened(wired, assignee=None))

    assert (said["body"], said["missing"]) == ("our team for our team", ["agent.name", "assignee.name"])


def test_an_agents_name_that_comes_twice_or_too_late_changes_nothing(wire: Wire, wired: Browser) -> None:
    for sequence, name in ((2, "Li"), (2, "Twice"), (1, "Late")):
        named(wire, sequence, name)

    assert says(wired, saved(wired, {"en": "{{agent.name}}"}), opened(wired))["body"] == "Li"


def test_a_text_that_names_nobody_asks_nobody(desk: Browser) -> None:
    ticket = opened(desk)
    assert says(desk, saved(desk, {"en": "{{ticket.number}}"}), ticket)["body"] == ticket["number"]


def test_a_macro_sends_it(desk: Browser, customers: Customers) -> None:
    reply, ticket = saved(desk), opened(desk, language="zh-CN")
    macro = desk.post("/macros", {"name": "x", "actions": [{"reply": {"savedReply": reply["id"]}}]}).json
    assert desk.post(path(ticket, "macros", macro["id"])).status == 200
    [comment] = desk.get(path(ticket, "comments")).json["data"]
    assert comment["body"].startswith("王小明，")


def test_a_macro_whose_reply_is_gone_says_so(desk: Browser) -> None:
    reply, ticket = saved(desk), opened(desk)
    macro = desk.post("/macros", {"name": "x", "actions": [{"reply": {"savedReply": reply["id"]}}]}).json
    desk.delete(f"/saved-replies/{reply['id']}")
    refused = desk.post(path(ticket, "macros", macro["id"]))
    assert (refused.status, refused.json["errors"][0]["pointer"]) == (422, "/reply/savedReply")


@pytest.mark.parametrize(
    "wrong",
    [
        {"bodies": {}},
        {"bodies": {"en": "{{requester.creditCard}}"}},
        {"bodies": {"english language": "x"}},
        {"shortcut": "with blanks"},
        {"scope": "team"},
        {"team": TEAM},
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused(desk: Browser, wrong: dict[str, Any]) -> None:
    assert desk.post("/saved-replies", {"name": "x", "bodies": {"en": "x"}, **wrong}).status == 422


def test_a_language_is_added_and_taken_away_by_a_patch(desk: Browser) -> None:
    reply = saved(desk)
    patch = {"bodies": {"de": "Hallo", "zh-CN": None}}
    changed = desk.patch(f"/saved-replies/{reply['id']}", patch, if_match='"1"').json
    assert changed["bodies"] == {"en": BODIES["en"], "de": "Hallo"}
    assert desk.patch(f"/saved-replies/{reply['id']}", patch, if_match='"1"').status == 412


def test_the_requester_is_asked_for_by_id(desk: Browser, customers: Customers) -> None:
    said = says(desk, saved(desk, {"en": "{{requester.id}}"}), opened(desk))
    assert said["body"] == CUSTOMER

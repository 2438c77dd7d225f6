"""Macros: several actions in one click, all of them or none."""

from typing import Any

import pytest

from tests.support.gateway import MEMBER, Browser
from tests.tickets.desk import BEN, TEAM, agent, browser, now, opened, patched, path

REFUND = [
    {"reply": {"body": "Your ticket {{ticket.number}} is with our payments team."}},
    {"note": {"body": "was {{ticket.priority}}", "mentions": [BEN]}},
    {"addTags": ["refund", "vip"]},
    {"removeTags": ["new"]},
    {"set": {"category": "payments", "language": "en"}},
    {"assign": {"agent": "self", "team": TEAM}},
    {"priority": "raise"},
    {"status": "pending"},
]


def made(desk: Browser, actions: list[Any], **fields: Any) -> dict[str, Any]:
    """A macro."""
    reply = desk.post("/macros", {"name": "Refund 退款", "actions": actions, **fields})
    assert reply.status == 201, reply.text
    macro: dict[str, Any] = reply.json
    return macro


def used(desk: Browser, ticket: dict[str, Any], macro: dict[str, Any], **headers: str) -> Any:
    return desk.post(path(ticket, "macros", macro["id"]), **headers)


def written_on(desk: Browser, ticket: dict[str, Any]) -> list[tuple[bool, str]]:
    """What was written on a ticket, the oldest first."""
    found = desk.get(path(ticket, "comments")).json["data"]
    return [(each["public"], each["body"]) for each in reversed(found)]


def test_one_click_does_all_of_it(desk: Browser) -> None:
    ticket = opened(desk, tags=["new"])
    after = used(desk, ticket, made(desk, REFUND)).json
    assert (after["tags"], after["category"], after["language"]) == (["refund", "vip"], "payments", "en")
    assert (after["assignee"], after["team"], after["priority"]) == (MEMBER, TEAM, "high")
    assert (after["status"], after["version"], after["followers"]) == ("pending", 2, [BEN])
    assert after["firstRepliedAt"] is not None
    assert after == now(desk, ticket)


def test_its_texts_are_written_for_the_ticket(desk: Browser) -> None:
    ticket = opened(desk)
    used(desk, ticket, made(desk, REFUND))
    said = f"Your ticket {ticket['number']} is with our payments team."
    assert written_on(desk, ticket) == [(True, said), (False, "was high")]


def test_a_click_that_is_repeated_is_one_click(desk: Browser) -> None:
    ticket, macro = opened(desk), made(desk, REFUND)
    first, again = (used(desk, ticket, macro, idempotency_key="one") for _ in range(2))
    assert first.json == again.json
    assert again.headers["Idempotency-Replayed"] == "true"
    assert len(written_on(desk, ticket)) == 2


def test_a_macro_that_changes_nothing_writes_nothing(desk: Browser) -> None:
    ticket = opened(desk, tags=["vip"])
    assert used(desk, ticket, made(desk, [{"addTags": ["vip"]}])).json["version"] == 1


def test_where_one_action_cannot_be_done_none_is(desk: Browser) -> None:
    ticket = opened(desk)
    patched(desk, ticket, status="closed")
    refused = used(desk, ticket, made(desk, REFUND))
    assert (refused.status, refused.json["code"]) == (409, "WrongState")
    assert written_on(desk, ticket) == []


def test_the_preview_shows_what_would_be_and_changes_nothing(desk: Browser) -> None:
    ticket, macro = opened(desk), made(desk, REFUND)
    shown = desk.get(f"/macros/{macro['id']}/preview?ticket={ticket['id']}").json
    assert shown["changes"]["priority"] == {"before": "normal", "after": "high"}
    assert shown["messages"][1] == {"public": False, "body": "was high", "missing": []}
    assert now(desk, ticket) == ticket


def test_a_nap_and_a_notice(desk: Browser, table: Any) -> None:
    ticket = opened(desk, assignee=BEN, followers=[MEMBER])
    notice = {"to": ["assignee", "followers"], "text": "look at {{ticket.number}}"}
    after = used(desk, ticket, made(desk, [{"snooze": {"for": 3600}}, {"notify": notice}])).json
    assert after["snoozedUntil"] > after["updatedAt"]
    [told] = [each for each in table.scan()["Items"] if each["type"] == "notice"]
    assert told["text"] == f"look at {ticket['number']}"
    assert '"TicketNotified"' in told["event"]


@pytest.mark.parametrize(
    ("actions", "pointer"),
    [
        ([{"status": "nowhere"}], "/actions/0/status"),
        ([{"addTags": ["a"]}, {"reply": {"savedReply": TEAM}}], "/actions/1/reply/savedReply"),
        ([{"note": {"body": "{{customer.secret}}"}}], "/actions/0/note/body"),
        ([{"set": {"requester": TEAM}}], "/actions/0/set/requester"),
        ([{"assign": {"agent": "ada"}}], "/actions/0/assign/agent/constrained-str"),
        ([{"explode": True}], "/actions/0/explode"),
        ([], "/actions"),
    ],
)
def test_what_cannot_be_done_is_refused_when_the_macro_is_made(desk: Browser, actions: Any, pointer: str) -> None:
    refused = desk.post("/macros", {"name": "No", "actions": actions})
    assert refused.status == 422
    assert pointer in [each["pointer"] for each in refused.json["errors"]]


TAG = [{"addTags": ["a"]}]


def test_what_is_ones_own_is_nobody_elses(desk: Browser) -> None:
    mine = made(agent(), TAG)
    assert [each["id"] for each in agent().get("/macros").json["data"]] == [mine["id"]]
    assert agent(BEN).get("/macros").json["data"] == []
    assert used(agent(BEN), opened(desk), mine).status == 404


def test_what_a_team_has_is_made_by_those_who_lead_and_found_by_the_team(desk: Browser) -> None:
    assert agent().post("/macros", {"name": "x", "actions": TAG, "scope": "team", "team": TEAM}).status == 403
    lead = browser(BEN, "supervisor", "tickets:read tickets:write tickets:lead")
    theirs = made(lead, TAG, scope="team", team=TEAM)
    assert lead.post("/macros", {"name": "x", "actions": TAG, "scope": "shared"}).status == 403
    assert agent().get("/macros").json["data"] == []
    assert [each["id"] for each in agent().get(f"/macros?team={TEAM}").json["data"]] == [theirs["id"]]


def test_what_is_shared_is_everybodys_and_changed_by_few(desk: Browser) -> None:
    macro = made(desk, TAG, scope="shared")
    assert [each["id"] for each in agent(BEN).get("/macros").json["data"]] == [macro["id"]]
    assert agent(BEN).patch(f"/macros/{macro['id']}", {"name": "Mine"}).status == 403
    assert desk.patch(f"/macros/{macro['id']}", {"name": "Ours"}).json["name"] == "Ours"
    assert agent(BEN).delete(f"/macros/{macro['id']}").status == 403
    assert desk.delete(f"/macros/{macro['id']}").status == 204
    assert desk.get(f"/macros/{macro['id']}").status == 404

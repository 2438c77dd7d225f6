"""Automation rules: defined, changed, tried, and refused where they could mean nothing."""

from typing import Any

import pytest

from tests.support.gateway import Browser
from tests.tickets.desk import agent, now, opened
from tests.tickets.ruling import body, leaf, rule

TAG = {"addTags": ["seen"]}


def test_a_rule_is_kept_as_it_was_said(desk: Browser) -> None:
    asked = body(TAG, {"assign": {"agent": None}}, on=("TicketOpened", "TicketChanged"), when=leaf("tags", "empty"))
    made = desk.post("/automation-rules", asked)
    assert (made.status, made.headers["Location"]) == (201, f"/v1/automation-rules/{made.json['id']}")
    assert asked.items() <= made.json.items()
    assert desk.get(f"/automation-rules/{made.json['id']}").json == made.json
    assert desk.get("/automation-rules").json["data"] == [made.json]


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"condition": leaf("colour", "is", "red")}, "/condition"),
        ({"condition": {"any": [leaf("tags", "like", "x")]}}, "/condition/any/0/op"),
        ({"trigger": {}}, "/trigger"),
        ({"trigger": {"events": ["TicketOpened"], "since": "createdAt", "after": 60}}, "/trigger"),
        ({"trigger": {"since": "createdAt"}}, "/trigger"),
        ({"trigger": {"since": "closedAt", "after": 60}}, "/trigger/since"),
        ({"trigger": {"events": ["OrderPlaced"]}}, "/trigger/events/0"),
        ({"trigger": {"since": "createdAt", "after": 60}, "condition": leaf("tags", "changed")}, ""),
        ({"actions": [{"status": "nowhere"}]}, "/actions/0/status"),
        ({"actions": [{"assign": {"agent": "self"}}]}, ""),
        ({"actions": [{"addFollowers": ["self"]}]}, ""),
    ],
)
def test_what_means_nothing_is_refused(desk: Browser, wrong: dict[str, Any], pointer: str) -> None:
    refused = desk.post("/automation-rules", {**body(TAG), **wrong})
    assert refused.status == 422
    assert [each["pointer"] for each in refused.json["errors"]] == [pointer]


def test_a_patch_replaces_trigger_and_condition(desk: Browser) -> None:
    made = rule(desk, TAG, when={"all": [leaf("tags", "empty")]})
    patch = {"trigger": {"since": "createdAt", "after": 60}, "condition": {"any": [leaf("assignee", "empty")]}}
    changed = desk.patch(f"/automation-rules/{made['id']}", {**patch, "active": False}, if_match='"1"').json
    assert (changed["trigger"], changed["condition"]) == (patch["trigger"], patch["condition"])
    assert changed["active"] is False
    assert desk.patch(f"/automation-rules/{made['id']}", patch, if_match='"1"').status == 412


def test_rules_are_for_administrators(desk: Browser) -> None:
    made = rule(desk, TAG)
    assert agent().post("/automation-rules", body(TAG)).status == 403
    assert agent().get("/automation-rules").status == 200
    assert desk.delete(f"/automation-rules/{made['id']}").status == 204
    assert desk.get(f"/automation-rules/{made['id']}").status == 404
    assert desk.get("/automation-rules").json["data"] == []


def test_a_dry_run_shows_what_would_be_and_changes_nothing(desk: Browser) -> None:
    normal, high = opened(desk), opened(desk, priority="high")
    when = {"all": [leaf("priority", "changedTo", "high"), {"not": leaf("tags", "contains", "seen")}]}
    made = rule(desk, TAG, {"note": {"body": "{{ticket.number}}"}}, when=when)
    tried = desk.post(f"/automation-rules/{made['id']}/dry-run", {}).json
    [would] = tried["matched"]
    assert (tried["examined"], would["ticket"], would["messages"]) == (2, high["id"], 1)
    assert would["changes"] == {"tags": {"before": [], "after": ["seen"]}}
    assert (now(desk, high), now(desk, normal)) == (high, normal)


def test_a_dry_run_says_when_a_rule_that_waits_would_act_and_what_would_stop_it(desk: Browser) -> None:
    ticket = opened(desk)
    made = rule(desk, {"set": {"custom": {"nonsense": 1}}}, on=("waitingSince", 7200))
    [would] = desk.post(f"/automation-rules/{made['id']}/dry-run", {"tickets": 1}).json["matched"]
    assert would["at"][:13] > ticket["waitingSince"][:13]
    assert (would["problem"], would["changes"]) == (
        "Invalid: /custom/nonsense is no field of this type of ticket", {}
    )  # fmt: skip


def test_there_are_at_most_a_hundred_active_rules(desk: Browser, table: Any) -> None:
    first = rule(desk, TAG)
    stored = next(each for each in table.scan()["Items"] if each["type"] == "automation-rule")
    for number in range(99):
        table.put_item(Item={**stored, "sk": f"{number:026}", "id": f"{number:026}"})
    assert desk.post("/automation-rules", body(TAG)).json["code"] == "Conflict"
    idle = desk.post("/automation-rules", body(TAG, active=False)).json
    assert desk.patch(f"/automation-rules/{idle['id']}", {"active": True}).status == 409
    assert desk.patch(f"/automation-rules/{first['id']}", {"active": False}).status == 200
    assert desk.patch(f"/automation-rules/{idle['id']}", {"active": True}).status == 200

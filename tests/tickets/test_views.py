"""Saved views: what is looked at again and again."""

from typing import Any

import pytest

from onestop.identity import Caller
from onestop.lists import Range
from tests.support.capacity import counted
from tests.support.gateway import MEMBER, TENANT, Browser
from tests.tickets.desk import BEN, CUSTOMER, TEAM, agent, browser, closed, opened, patched

URGENT = {"field": "priority", "op": "is", "value": "urgent"}
MINE = {"field": "assignee", "op": "is", "value": "self"}
NESTED = {
    "all": [
        {"field": "statusCategory", "op": "in", "value": ["new", "open"]},
        {"any": [URGENT, {"all": [{"field": "tags", "op": "contains", "value": "vip"}, {"not": MINE}]}]},
    ]
}


def saved(desk: Browser, condition: Any, **said: Any) -> dict[str, Any]:
    reply = desk.post("/views", {"name": "What burns 着火", "condition": condition, **said})
    assert reply.status == 201, reply.text
    made: dict[str, Any] = reply.json
    return made


def found(desk: Browser, view: dict[str, Any], query: str = "") -> list[str]:
    return [each["id"] for each in desk.get(f"/views/{view['id']}/tickets?{query}").json["data"]]


def test_a_view_finds_what_its_nested_condition_holds_for_the_newest_first(desk: Browser) -> None:
    urgent = opened(desk, priority="urgent", assignee=MEMBER)
    vip = opened(desk, tags=["VIP"])
    opened(desk, tags=["vip"], assignee=MEMBER)
    closed(desk, priority="urgent")

    assert found(desk, saved(desk, NESTED)) == [vip["id"], urgent["id"]]
    assert found(desk, saved(desk, NESTED, sort="createdAt")) == [urgent["id"], vip["id"]]


def test_a_view_of_ones_own_work_is_everybodys_own(desk: Browser) -> None:
    view = saved(desk, MINE, scope="shared")
    mine, his = opened(desk, assignee=MEMBER), opened(desk, assignee=BEN)

    assert (found(desk, view), found(browser(BEN), view)) == ([mine["id"]], [his["id"]])


def test_a_page_ends_where_it_is_full_and_the_next_one_goes_on(desk: Browser) -> None:
    view = saved(desk, URGENT)
    made = [opened(desk, priority=each)["id"] for each in ("urgent", "low", "urgent", "urgent", "low")]
    first = desk.get(f"/views/{view['id']}/tickets?limit=2").json
    rest = found(desk, view, f"limit=2&cursor={first['page']['next']}")

    assert [each["id"] for each in first["data"]] + rest == [made[3], made[2], made[0]]


def test_a_page_is_cut_where_enough_was_looked_at(desk: Browser) -> None:
    from tickets.service import looking  # noqa: PLC0415  needs the environment of the tests

    urgent = opened(desk, priority="urgent")["id"]
    others = [opened(desk)["id"] for _ in range(3)]
    by = Caller(TENANT, f"member/{MEMBER}")
    first = looking.matching(by, URGENT, Range(newest_first=True), most=2)
    rest = looking.matching(by, URGENT, Range(newest_first=True, after=first.page.position), most=2)

    assert (first.page.rows, first.page.position, first.examined) == ([], others[1], 2)
    assert ([row.id for row in rest.page.rows], rest.page.position) == ([urgent], None)


@pytest.mark.parametrize(
    ("condition", "queries"),
    [
        (MINE, 6),
        ({"all": [MINE, {"field": "status", "op": "in", "value": ["open", "pending"]}]}, 2),
        ({"field": "requester", "op": "is", "value": CUSTOMER}, 1),
        ({"all": [{"field": "team", "op": "is", "value": TEAM}, {"field": "status", "op": "is", "value": "open"}]}, 1),
        ({"field": "statusCategory", "op": "is", "value": "open"}, 1),
        ({"all": [MINE, {"field": "assignee", "op": "is", "value": BEN}]}, 0),
    ],
)
def test_the_narrowest_list_is_read(desk: Browser, condition: Any, queries: int) -> None:
    view = saved(desk, condition)
    patched(desk, opened(desk, assignee=MEMBER, team=TEAM), status="open")
    found(desk, view)
    with counted() as used:
        desk.get(f"/views/{view['id']}/tickets")

    assert used.calls.count("Query") == queries


def test_a_view_can_be_tried_before_it_is_saved(desk: Browser) -> None:
    urgent = opened(desk, priority="urgent")
    opened(desk)
    assert [each["id"] for each in desk.post("/views/preview", {"condition": URGENT}).json["data"]] == [urgent["id"]]


def test_a_view_is_for_oneself_unless_those_who_lead_share_it(desk: Browser) -> None:
    his = saved(agent(BEN), URGENT)
    assert desk.get(f"/views/{his['id']}").status == 404
    assert agent().post("/views", {"name": "x", "condition": URGENT, "scope": "shared"}).status == 403

    shared = saved(desk, URGENT, scope="team", team=TEAM)
    assert [each["id"] for each in agent(BEN).get(f"/views?team={TEAM}").json["data"]] == [his["id"], shared["id"]]


def test_a_condition_is_replaced_by_a_patch(desk: Browser) -> None:
    view = saved(desk, NESTED)
    after = desk.patch(f"/views/{view['id']}", {"condition": {"any": [URGENT]}}).json
    assert (after["condition"], after["version"]) == ({"any": [URGENT]}, 2)


def test_a_condition_about_what_tickets_do_not_have_is_refused(desk: Browser) -> None:
    reply = desk.post("/views", {"name": "x", "condition": {"field": "colour", "op": "is", "value": "red"}})
    assert (reply.status, reply.json["errors"][0]["pointer"]) == (422, "/condition")

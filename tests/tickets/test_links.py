"""Tickets that belong together."""

import pytest

from tests.support.capacity import counted
from tests.support.gateway import OTHER_TENANT, Browser
from tests.support.wire import Wire
from tests.tickets.desk import browser, now, opened, patched, path


def linked(desk: Browser, ticket: dict, kind: str, other: dict) -> None:
    reply = desk.post(path(ticket, "links"), {"kind": kind, "other": other["id"]})
    assert reply.status == 201, reply.text


def links(desk: Browser, ticket: dict) -> set[tuple[str, str]]:
    return {(each["kind"], each["other"]) for each in desk.get(path(ticket, "links")).json["data"]}


@pytest.mark.parametrize(("kind", "inverse"), [("parent", "child"), ("incident", "problem"), ("related", "related")])
def test_a_link_is_seen_from_both_sides(desk: Browser, kind: str, inverse: str) -> None:
    one, other = opened(desk), opened(desk)
    linked(desk, one, kind, other)
    assert links(desk, one) == {(kind, other["id"])}
    assert links(desk, other) == {(inverse, one["id"])}


def test_a_child_shows_its_parent_and_an_incident_its_problem(desk: Browser) -> None:
    parent, child, problem, incident = (opened(desk) for _ in range(4))
    linked(desk, parent, "child", child)
    linked(desk, problem, "incident", incident)
    assert now(desk, child)["parent"] == parent["id"]
    assert now(desk, incident)["problem"] == problem["id"]


def test_a_link_is_removed_from_either_side_and_may_be_made_again(desk: Browser) -> None:
    parent, child = opened(desk), opened(desk)
    for _ in range(2):
        linked(desk, parent, "child", child)
        assert desk.delete(path(child, "links", parent["id"])).status == 204
        assert (links(desk, parent), links(desk, child), now(desk, child)["parent"]) == (set(), set(), None)


def test_a_second_link_of_the_same_two_is_refused(desk: Browser) -> None:
    one, other = opened(desk), opened(desk)
    linked(desk, one, "related", other)
    assert desk.post(path(other, "links"), {"kind": "parent", "other": one["id"]}).json["code"] == "WrongState"


def test_a_ticket_is_not_its_own_grandfather(desk: Browser) -> None:
    first, second, third = (opened(desk) for _ in range(3))
    linked(desk, second, "parent", first)
    linked(desk, third, "parent", second)
    reply = desk.post(path(first, "links"), {"kind": "parent", "other": third["id"]})
    assert (reply.status, reply.json["code"]) == (409, "WrongState")
    assert now(desk, first)["parent"] is None


def test_nothing_is_linked_to_what_is_not_there(desk: Browser) -> None:
    one = opened(desk)
    stranger = Browser(desk.door, tenant=OTHER_TENANT, scopes="tickets:write")
    assert desk.post(path(one, "links"), {"kind": "related", "other": "01J000000000000000000000ZZ"}).status == 404
    assert stranger.post(path(one, "links"), {"kind": "related", "other": one["id"]}).status == 404
    assert desk.delete(path(one, "links", "01J000000000000000000000ZZ")).status == 404


def test_a_link_costs_four_calls(desk: Browser) -> None:
    one, other = opened(desk), opened(desk)
    with counted() as used:
        linked(desk, one, "related", other)
    assert used.calls == ["BatchGetItem", "Query", "Query", "TransactWriteItems"]


def test_a_problem_that_is_solved_solves_its_incidents(wire: Wire, wired: Browser) -> None:
    problem, incident, closed = (opened(wired) for _ in range(3))
    linked(wired, problem, "incident", incident)
    linked(wired, problem, "incident", closed)
    patched(wired, closed, status="closed")
    patched(wired, problem, status="solved")
    wire.carry()
    assert now(wired, incident)["status"] == "solved"
    assert now(wired, closed)["status"] == "closed"


def test_only_who_works_with_tickets_links_them(desk: Browser) -> None:
    one, other = opened(desk), opened(desk)
    reader = browser(scopes="tickets:read")
    assert reader.post(path(one, "links"), {"kind": "related", "other": other["id"]}).status == 403

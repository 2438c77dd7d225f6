"""The same for many tickets: at once for a hundred, by and by for all of a view; each of them once."""

from typing import Any

import pytest

from tests.support.gateway import MEMBER, Browser
from tests.support.wire import Wire
from tests.tickets.desk import BEN, CUSTOMER, agent, now, opened, patched, path
from tests.tickets.ruling import leaf

TAG = {"addTags": ["recall"]}
HELLO = {"reply": {"body": "Hello"}}


def batch(desk: Browser, tickets: list[Any], *actions: Any, **headers: str) -> Any:
    ids = [each["id"] for each in tickets]
    return desk.post("/tickets/batch-actions", {"tickets": ids, "actions": list(actions)}, **headers)


def said(reply: Any) -> list[Any]:
    return [(each["outcome"], each["status"]) for each in reply.json["data"]]


def test_each_ticket_has_a_result_of_its_own(desk: Browser) -> None:
    fine, tagged, closed = opened(desk), opened(desk, tags=["recall"]), opened(desk)
    patched(desk, closed, status="closed")
    reply = batch(desk, [fine, tagged, closed, {"id": CUSTOMER}], TAG)
    assert reply.status == 207
    assert said(reply) == [("changed", 200), ("unchanged", 200), ("failed", 409), ("failed", 404)]
    assert [(each["problem"] or {}).get("code") for each in reply.json["data"]] == [
        None, None, "WrongState", "NotFound"
    ]  # fmt: skip
    assert now(desk, fine)["tags"] == ["recall"]


def test_a_request_that_is_repeated_writes_to_nobody_twice(desk: Browser) -> None:
    tickets = [opened(desk), opened(desk)]
    first, again = (batch(desk, tickets, HELLO, idempotency_key="one") for _ in range(2))
    assert first.json == again.json
    assert [len(desk.get(path(each, "comments")).json["data"]) for each in tickets] == [1, 1]


def test_those_of_others_are_for_those_who_lead(desk: Browser) -> None:
    mine, theirs = opened(desk, assignee=MEMBER), opened(desk, assignee=BEN)
    assert said(batch(agent(), [mine, theirs], TAG)) == [("changed", 200), ("failed", 403)]
    assert said(batch(desk, [mine, theirs], TAG)) == [("unchanged", 200), ("changed", 200)]


@pytest.mark.parametrize(
    "wrong", [{"tickets": []}, {"tickets": [CUSTOMER, CUSTOMER]}, {"actions": []}, {"actions": [{"status": "no"}]}]
)
def test_what_makes_no_sense_is_refused_as_a_whole(desk: Browser, wrong: Any) -> None:
    assert desk.post("/tickets/batch-actions", {"tickets": [CUSTOMER], "actions": [TAG], **wrong}).status == 422


def job(desk: Browser, *actions: Any, **fields: Any) -> dict[str, Any]:
    asked = {"condition": leaf("priority", "is", "high"), **fields}
    reply = desk.post("/batch-jobs", {**asked, "actions": list(actions)})
    assert (reply.status, reply.headers["Location"]) == (202, f"/v1/batch-jobs/{reply.json['id']}")
    made: dict[str, Any] = reply.json
    return made


def state(desk: Browser, made: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = desk.get(f"/batch-jobs/{made['id']}").json
    return found


def counts(found: dict[str, Any]) -> list[Any]:
    return [found[name] for name in ("state", "examined", "changed", "unchanged", "failed")]


def test_all_tickets_of_a_view_page_by_page(wire: Wire, wired: Browser) -> None:
    high = [opened(wired, priority="high", tags=["recall"] if number % 10 == 0 else []) for number in range(30)]
    low = opened(wired)
    view = wired.post("/views", {"name": "High", "condition": leaf("priority", "is", "high")}).json
    made = job(wired, TAG, view=view["id"], condition=None)
    wire.carry()
    assert counts(state(wired, made)) == ["done", 31, 27, 3, 0]
    assert all(now(wired, each)["tags"] == ["recall"] for each in high)
    assert now(wired, low) == low
    assert wired.get("/batch-jobs").json["data"] == [state(wired, made)]


def test_pages_that_come_twice_write_to_nobody_twice(wire: Wire, wired: Browser) -> None:
    tickets = [opened(wired, priority="high") for _ in range(3)]
    wire.twice = True
    made = job(wired, HELLO)
    wire.carry()
    assert counts(state(wired, made))[0] == "done"
    assert [len(wired.get(path(each, "comments")).json["data"]) for each in tickets] == [1, 1, 1]


def test_a_page_that_died_half_way_is_done_once_more_and_nothing_in_it_twice(wire: Wire, wired: Browser) -> None:
    tickets = [opened(wired, priority="high") for _ in range(2)]
    made, rows = job(wired, HELLO, {"status": "closed"}), wire.tables["tickets"]
    [before] = [each for each in rows.scan()["Items"] if each.get("id") == made["id"]]
    wire.carry()
    rows.put_item(Item=before)
    assert wire.deliver("tickets", wire.published("BatchJobStarted"), source="tickets") == []
    assert counts(state(wired, made)) == ["done", 2, 2, 0, 0]
    assert [len(wired.get(path(each, "comments")).json["data"]) for each in tickets] == [1, 1]


def test_a_ticket_that_cannot_be_changed_is_named_and_holds_up_nobody(wire: Wire, wired: Browser) -> None:
    closed, fine = (opened(wired, priority="high") for _ in range(2))
    patched(wired, closed, status="closed")
    made = job(wired, TAG)
    wire.carry()
    found = state(wired, made)
    assert counts(found) == ["done", 2, 1, 0, 1]
    assert [each["ticket"] for each in found["failures"]] == [closed["id"]]
    assert now(wired, fine)["tags"] == ["recall"]


def test_what_comes_after_its_start_is_not_its_business(wire: Wire, wired: Browser) -> None:
    made, late = job(wired, TAG), opened(wired, priority="high")
    wire.carry()
    assert (counts(state(wired, made))[0], now(wired, late)) == ("done", late)


def test_a_job_that_is_cancelled_goes_no_further(wire: Wire, wired: Browser) -> None:
    ticket, made = opened(wired, priority="high"), None
    made = job(wired, TAG)
    assert wired.post(f"/batch-jobs/{made['id']}/cancellation").json["state"] == "cancelled"
    wire.carry()
    assert now(wired, ticket) == ticket
    assert wired.post(f"/batch-jobs/{made['id']}/cancellation").json["code"] == "WrongState"


def test_jobs_are_for_those_who_lead(desk: Browser) -> None:
    assert agent().post("/batch-jobs", {"condition": leaf("tags", "empty"), "actions": [TAG]}).status == 403
    both = {"condition": leaf("tags", "empty"), "view": CUSTOMER, "actions": [TAG]}
    assert desk.post("/batch-jobs", both).status == 422
    assert desk.post("/batch-jobs", {"view": CUSTOMER, "actions": [TAG]}).status == 404

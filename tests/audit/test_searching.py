"""Searching the log: by record, actor, correlation and time, each by its index, and what no index serves."""

from typing import Any

import pytest

from tests.support.capacity import counted
from tests.support.envelopes import CUSTOMER, customer, envelope
from tests.support.gateway import MEMBER, OTHER_TENANT, Browser
from tests.support.wire import Wire

RECORD = f"customers/{CUSTOMER}"
EVENTS = [customer(number, name=f"Name {number}") | {"correlation": f"c{number}"} for number in range(1, 6)]
ADDRESSED = envelope("MemberInvited", "members/01J000000000000000000000M1", 8, customers=[], actor="member/01ADMIN")


@pytest.fixture
def log(wire: Wire) -> Wire:
    """Five changes of a customer, and one event of identity."""
    wire.deliver("audit", *EVENTS)
    wire.deliver("audit", ADDRESSED, source="identity")
    return wire


def sequences(browser: Browser, query: str) -> list[int]:
    return [entry["sequence"] for entry in browser.get(f"/audit?{query}").json["data"]]


def test_an_entry_tells_who_changed_what_from_where_and_because_of_what(log: Wire, auditor: Browser) -> None:
    entry = auditor.get(f"/audit/{EVENTS[1]['id']}").json

    assert entry["changes"] == {"name": {"before": "林小梅", "after": "Name 2"}}
    assert (entry["actor"], entry["address"]) == (f"member/{MEMBER}", "203.0.113.7")
    assert (entry["subject"], entry["sequence"], entry["source"]) == (RECORD, 2, "customers")
    assert entry["record"] is None


def test_where_nothing_changed_the_record_itself_is_kept(log: Wire, auditor: Browser) -> None:
    said = envelope("CustomerPurged", RECORD, 6, record={"id": CUSTOMER})
    log.deliver("audit", said)

    assert auditor.get(f"/audit/{said['id']}").json["record"] == {"id": CUSTOMER}


def test_the_log_is_searched_by_record_actor_correlation_and_time(log: Wire, auditor: Browser) -> None:
    assert sequences(auditor, f"record={RECORD}") == [5, 4, 3, 2, 1]
    assert sequences(auditor, "actor=member/01ADMIN") == [8]
    assert sequences(auditor, "correlation=c3") == [3]
    assert sequences(auditor, "since=2026-03-01T08:00:02Z&until=2026-03-01T08:00:04Z") == [3, 2]
    assert sequences(auditor, f"actor=member/{MEMBER}&since=2026-03-01T08:00:04Z") == [5, 4]
    assert sequences(auditor, "") == [8, 5, 4, 3, 2, 1]


def test_a_type_narrows_what_is_found(log: Wire, auditor: Browser) -> None:
    assert sequences(auditor, "type=MemberInvited") == [8]
    assert sequences(auditor, f"record={RECORD}&type=MemberInvited") == []


@pytest.mark.parametrize(
    "query",
    [
        f"record={RECORD}&actor=member/{MEMBER}",
        "actor=member/1&correlation=c1",
        f"record={RECORD}&since=2026-01-01T00:00:00Z",
    ],
)
def test_what_no_index_serves_is_refused_with_the_reason(log: Wire, auditor: Browser, query: str) -> None:
    reply = auditor.get(f"/audit?{query}")

    assert (reply.status, reply.json["code"]) == (400, "BadParameter")
    assert "index serves" in reply.text or "not sorted by time" in reply.text


def test_pages_go_on_across_both_lists(log: Wire, auditor: Browser) -> None:
    first = auditor.get("/audit?limit=4").json
    rest = auditor.get(f"/audit?limit=4&cursor={first['page']['next']}").json

    assert [entry["sequence"] for entry in first["data"] + rest["data"]] == [8, 5, 4, 3, 2, 1]
    assert rest["page"] == {"next": None, "hasMore": False}


@pytest.mark.parametrize("cursor", ["forged", "Ii4u.AAAA"])
def test_a_forged_cursor_is_refused(log: Wire, auditor: Browser, cursor: str) -> None:
    assert auditor.get(f"/audit?cursor={cursor}").json["code"] == "BadCursor"


def test_security_events_are_a_list_of_their_own(log: Wire, auditor: Browser) -> None:
    data = auditor.get("/audit/security").json["data"]

    assert [(entry["type"], entry["address"]) for entry in data] == [("MemberInvited", "203.0.113.7")]


def test_another_tenant_finds_nothing(log: Wire, door: Any) -> None:
    stranger = Browser(door, tenant=OTHER_TENANT)

    assert [sequences(stranger, query) for query in ("", f"record={RECORD}", f"actor=member/{MEMBER}")] == [[], [], []]
    assert stranger.get(f"/audit/{EVENTS[0]['id']}").status == 404


def test_the_log_is_for_those_with_its_scope(log: Wire, door: Any) -> None:
    agent = Browser(door, scopes="customers:read")

    replies = [agent.get(path) for path in ("/audit", "/audit/security", f"/audit/{EVENTS[0]['id']}")]
    assert [reply.json["code"] for reply in replies] == ["MissingScope"] * 3


@pytest.mark.parametrize(
    ("query", "calls"),
    [(f"record={RECORD}", 1), (f"actor=member/{MEMBER}", 1), ("correlation=c1", 1), ("", 2)],
)
def test_a_page_is_one_query_and_by_time_one_for_each_list(log: Wire, auditor: Browser, query: str, calls: int) -> None:
    with counted() as used:
        auditor.get(f"/audit?{query}")

    assert used.calls == ["Query"] * calls

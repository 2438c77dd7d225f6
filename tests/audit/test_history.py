"""How a record came to be what it is, for everybody who may read the record."""

import json
from typing import Any

import pytest

from audit.domain import SCOPES
from infra.contracts import files
from tests.support.capacity import counted
from tests.support.envelopes import CUSTOMER, customer, envelope
from tests.support.gateway import OTHER_TENANT, Browser
from tests.support.wire import Wire

HISTORY = f"/history/customers/{CUSTOMER}"
NOTE = "01J000000000000000000000N1"
EVENTS = [
    customer(1, "CustomerRegistered"),
    customer(2, name="林小梅女士", tags=["vip", "wholesale"]),
    customer(3, tags=[]),
    envelope("NoteAdded", f"notes/{NOTE}", 4),
]


@pytest.fixture
def log(wire: Wire) -> Wire:
    wire.deliver("audit", *EVENTS)
    return wire


@pytest.fixture
def agent(door: Any) -> Browser:
    """Somebody who may read customers, but not the log."""
    return Browser(door, roles="agent", scopes="customers:read")


def restrict(log: Wire) -> None:
    shared = [{"member": "01COLLEAGUE", "access": "read"}]
    log.deliver("audit", customer(9, visibility="restricted", owner="01OWNER", collaborators=shared))


def test_a_history_tells_each_version_newest_first(log: Wire, agent: Browser) -> None:
    data = agent.get(HISTORY).json["data"]

    assert [(step["what"], step["sequence"]) for step in data][:2] == [("CustomerChanged", 3), ("CustomerChanged", 2)]
    assert data[0]["changes"] == {"tags": {"before": ["vip"], "after": []}}


def test_the_history_of_one_field_leaves_out_the_others(log: Wire, agent: Browser) -> None:
    data = agent.get(f"{HISTORY}?field=tags").json["data"]

    assert [(step["sequence"], list(step["changes"])) for step in data] == [(3, ["tags"]), (2, ["tags"])]


def test_a_history_is_one_query(log: Wire, agent: Browser) -> None:
    with counted() as used:
        first = agent.get(f"{HISTORY}?limit=2").json
    with counted() as later:
        rest = agent.get(f"{HISTORY}?limit=2&cursor={first['page']['next']}").json

    assert [step["sequence"] for step in first["data"] + rest["data"]] == [3, 2, 1]
    assert (used.calls, later.calls) == (["Query"], ["Query", "Query"])


def test_a_restricted_record_has_a_history_only_for_those_who_may_see_it(log: Wire, agent: Browser, door: Any) -> None:
    cursor = agent.get(f"{HISTORY}?limit=1").json["page"]["next"]
    restrict(log)

    assert [agent.get(path).status for path in (HISTORY, f"{HISTORY}?limit=1&cursor={cursor}")] == [404, 404]
    assert Browser(door, actor="member/01COLLEAGUE", roles="agent", scopes="customers:read").get(HISTORY).status == 200
    assert Browser(door, roles="supervisor", scopes="customers:read").get(HISTORY).status == 200


def test_a_note_is_as_restricted_as_the_customer_whom_it_is_about(log: Wire, agent: Browser) -> None:
    assert agent.get(f"/history/notes/{NOTE}").status == 200
    restrict(log)

    assert agent.get(f"/history/notes/{NOTE}").status == 404


def test_what_is_about_a_customer_nobody_has_heard_of_is_kept_back(log: Wire, agent: Browser) -> None:
    log.deliver("audit", envelope("NoteAdded", "notes/01J000000000000000000000N2", customers=["01J0UNHEARD"]))

    assert agent.get("/history/notes/01J000000000000000000000N2").status == 404


def test_each_kind_of_thing_needs_the_scope_of_its_owner(log: Wire, door: Any) -> None:
    nobody = Browser(door, scopes="audit:read")

    refused = {things: nobody.get(f"/history/{things}/{CUSTOMER}").json for things in SCOPES}
    needed = {things: said["scope"] for things, said in refused.items() if said["code"] == "MissingScope"}
    assert needed == {things: scope for things, scope in SCOPES.items() if scope != "audit:read"}


def test_everything_that_events_tell_of_has_a_history() -> None:
    told = (json.loads(path.read_text("utf-8"))["subject"] for path in files.EVENTS.glob("*/*.example.json"))

    assert {subject.partition("/")[0] for subject in told} - SCOPES.keys() == set()


@pytest.mark.parametrize("path", ["/history/unicorns/01J000000000000000000000N1", "/history/customers/none"])
def test_what_does_not_exist_is_not_found(log: Wire, agent: Browser, path: str) -> None:
    assert (agent.get(path).status, agent.get(path).json["code"]) == (404, "NotFound")


def test_another_tenant_has_no_part_in_it(log: Wire, door: Any) -> None:
    assert Browser(door, tenant=OTHER_TENANT, scopes="customers:read").get(HISTORY).status == 404

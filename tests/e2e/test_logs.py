"""The log of the running system: whose a line is stands in it, what somebody said does not."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from local.logs import groups, lines
from local.system import System
from tests.e2e.people import WITHIN
from tests.support.eventually import eventually
from tests.support.running import Running

CORRELATION = f"canary-{uuid4().hex[:8]}"
NAME, MAIL = f"金丝雀 Kanari-{uuid4().hex[:8]}", f"kanari-{uuid4().hex[:8]}@vogel.example"


@pytest.fixture(scope="module")
def logs(system: Running) -> list[dict[str, Any]]:
    """Every event of every log group, once somebody was registered, refused and searched for."""
    person = {"kind": "person", "name": NAME, "emails": [{"address": MAIL}]}
    for body in (person, person, {**person, "birthDate": NAME}):
        system.admin("POST", "/customers", body, X_Correlation_Id=CORRELATION)
    system.admin("GET", f"/customers?email={MAIL}", X_Correlation_Id=CORRELATION)
    system.admin("GET", f"/customers?name={NAME}")
    system.admin.with_token(f"{NAME}.{MAIL}".encode().hex())("GET", "/customers")
    place = system.system
    since = datetime.now(UTC) - timedelta(hours=1)
    eventually(
        lambda: {"timeline", "audit"} <= {line.service for line in lines(place, None, since, CORRELATION)}, WITHIN
    )
    return [event for group in groups(place) for event in events(place, group)]


def events(place: System, group: str) -> list[dict[str, Any]]:
    pages = place.client("logs").get_paginator("filter_log_events").paginate(logGroupName=group)
    return [event for page in pages for event in page["events"]]


def test_nobody_is_quoted(logs: list[dict[str, Any]]) -> None:
    said = [line["message"] for line in logs]
    assert any(CORRELATION in line for line in said)
    assert [line for line in said for word in (NAME, MAIL) if word in line or json.dumps(word)[1:-1] in line] == []


def test_every_line_says_which_capability_tenant_and_request_it_is_about(logs: list[dict[str, Any]]) -> None:
    ours = [json.loads(line["message"]) for line in logs if line["message"].startswith('{"level"')]
    assert ours
    assert [line for line in ours if not line.keys() >= {"service", "tenant", "correlation"}] == []

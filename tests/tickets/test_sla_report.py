"""How well promises are kept: counted once each, whatever comes twice, late or in another order."""

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from freezegun import freeze_time

from tests.support.gateway import Browser
from tests.support.wire import Wire
from tests.tickets.desk import BEN, TEAM, opened, patched
from tests.tickets.promises import later, policy, reply, sweep

DAY = "since=2026-11-23&until=2026-11-23"


@pytest.fixture(autouse=True)
def time() -> Iterator[Any]:
    with freeze_time("2026-11-23T10:00:00Z") as moment:
        yield moment


def report(desk: Browser, query: str = DAY) -> dict[str, Any]:
    found: dict[str, Any] = desk.get(f"/sla-report?{query}").json
    return found


def a_hit_and_a_miss(desk: Browser, time: Any) -> None:
    """One ticket of a team that is answered in time, and one of nobody that is not."""
    policy(desk, targets={"normal": {"firstResponse": 3600}})
    reply(desk, opened(desk, team=TEAM, assignee=BEN))
    opened(desk)
    later(time, 3700)
    sweep()


def test_the_share_that_was_kept_by_team_and_by_agent(wire: Wire, wired: Browser, time: Any) -> None:
    a_hit_and_a_miss(wired, time)
    wire.carry()

    found = report(wired)
    assert found["total"] == {"firstResponse": {"hit": 1, "missed": 1, "met": 0.5}}
    assert [(row["team"], row["metrics"]["firstResponse"]["met"]) for row in found["rows"]] == [
        (None, 0.0),
        (TEAM, 1.0),
    ]
    assert [row["agent"] for row in report(wired, f"{DAY}&by=agent")["rows"]] == [None, BEN]


def test_each_is_counted_once_though_all_is_delivered_twice_and_shuffled(wire: Wire, wired: Browser, time: Any) -> None:
    wire.twice, wire.shuffled = True, Random(7)
    a_hit_and_a_miss(wired, time)
    wire.carry()

    assert report(wired)["total"] == {"firstResponse": {"hit": 1, "missed": 1, "met": 0.5}}


def test_a_hit_is_taken_back_when_the_ticket_is_reopened(wire: Wire, wired: Browser, time: Any) -> None:
    policy(wired, targets={"normal": {"resolution": 3600}})
    ticket = opened(wired)
    patched(wired, ticket, status="solved")
    wire.carry()
    assert report(wired)["total"]["resolution"]["hit"] == 1

    patched(wired, ticket, status="open")
    wire.carry()
    assert report(wired)["total"] == {}
    later(time, 86_400)
    patched(wired, ticket, status="solved")
    wire.carry()
    total = report(wired, "since=2026-11-20&until=2026-11-24")["total"]
    assert total["resolution"] == {"hit": 0, "missed": 1, "met": 0.0}


def test_days_without_a_ticket_have_no_rows(desk: Browser) -> None:
    assert report(desk) == {"since": "2026-11-23", "until": "2026-11-23", "by": "team", "rows": [], "total": {}}


@pytest.mark.parametrize("query", ["since=2026-11-23&until=2026-11-22", "since=2026-01-01&until=2026-12-31",
                                   "since=today&until=2026-11-23", "since=2026-11-23"])  # fmt: skip
def test_a_report_is_about_up_to_92_days(desk: Browser, query: str) -> None:
    assert desk.get(f"/sla-report?{query}").status in (400, 422)

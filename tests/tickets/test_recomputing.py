"""Open tickets follow their policies and calendars when these change."""

from collections.abc import Iterator
from typing import Any

import pytest
from freezegun import freeze_time

from tests.support.gateway import Browser
from tests.support.wire import Wire
from tests.tickets.desk import now, opened, patched
from tests.tickets.promises import calendar, clock, later, policy, sweep

TEN, ELEVEN, TWELVE = (f"2026-11-23T{hour}:00:00.000Z" for hour in (10, 11, 12))
LUNCH = {"mon": [{"start": "00:00", "end": "11:30"}, {"start": "12:30", "end": "24:00"}]}
FIRST = {"normal": {"firstResponse": 3600}}


@pytest.fixture(autouse=True)
def time() -> Iterator[Any]:
    with freeze_time(TEN) as moment:
        yield moment


def settle(wire: Wire, time: Any) -> None:
    """A minute later what changed is known everywhere, and open tickets are brought to it."""
    later(time, 60)
    sweep()
    wire.carry()


def due_at(desk: Browser, ticket: dict[str, Any]) -> str:
    return str(clock(now(desk, ticket), "firstResponse")["dueAt"])


def test_a_policy_that_changes_gives_open_tickets_other_deadlines(wire: Wire, wired: Browser, time: Any) -> None:
    made, ticket = policy(wired, targets=FIRST), opened(wired)
    wired.patch(f"/sla-policies/{made['id']}", {"targets": {"normal": {"firstResponse": 7200}}})
    assert due_at(wired, ticket) == ELEVEN

    settle(wire, time)
    assert due_at(wired, ticket) == TWELVE


def test_a_calendar_that_changes_does_so_too(wire: Wire, wired: Browser, time: Any) -> None:
    hours = calendar(wired, zone="UTC", week={"mon": [{"start": "00:00", "end": "24:00"}]})
    policy(wired, targets={"normal": {"firstResponse": 7200}}, calendar=hours["id"])
    ticket = opened(wired)
    wired.patch(f"/calendars/{hours['id']}", {"week": LUNCH})
    settle(wire, time)

    assert due_at(wired, ticket) == "2026-11-23T13:00:00.000Z"


def test_a_new_policy_reaches_tickets_that_are_open_and_leaves_those_that_are_over(
    wire: Wire, wired: Browser, time: Any
) -> None:
    ticket, over = opened(wired), opened(wired)
    patched(wired, over, status="solved")
    policy(wired, targets=FIRST)
    settle(wire, time)

    assert (due_at(wired, ticket), now(wired, over)["sla"]) == (ELEVEN, None)
    found = wired.get("/sla-recalculation").json
    assert (found["state"], found["lookedAt"], found["changed"], found["edition"]) == ("done", 1, 1, 1)


def test_a_policy_that_is_gone_promises_nothing_any_more(wire: Wire, wired: Browser, time: Any) -> None:
    made, ticket = policy(wired, targets=FIRST), opened(wired)
    wired.delete(f"/sla-policies/{made['id']}")
    settle(wire, time)
    later(time, 7200)
    sweep()

    assert (now(wired, ticket)["sla"], now(wired, ticket)["version"]) == (None, 2)


def test_more_tickets_than_a_page_has_are_brought_to_it_page_by_page_and_each_once(
    wire: Wire, wired: Browser, time: Any
) -> None:
    tickets = [opened(wired) for _ in range(26)]
    wire.skip()
    policy(wired, targets=FIRST)
    wire.twice, wire.dropped = True, lambda envelope: envelope["type"] != "SlaRecalculating"
    settle(wire, time)

    assert {now(wired, each)["version"] for each in (tickets[0], tickets[24], tickets[25])} == {2}
    assert wired.get("/sla-recalculation").json["lookedAt"] == 26


def test_a_recomputation_whose_event_is_lost_is_taken_up_again(wire: Wire, wired: Browser, time: Any) -> None:
    ticket = opened(wired)
    policy(wired, targets=FIRST)
    wire.dropped = lambda envelope: envelope["type"] == "SlaRecalculating"
    settle(wire, time)
    assert wired.get("/sla-recalculation").json["state"] == "running"

    wire.dropped = lambda envelope: False
    later(time, 660)
    settle(wire, time)
    assert due_at(wired, ticket) == ELEVEN


def test_a_change_during_a_recomputation_begins_it_anew(wire: Wire, wired: Browser, time: Any) -> None:
    made, ticket = policy(wired, targets=FIRST), opened(wired)
    later(time, 60)
    sweep()
    wired.patch(f"/sla-policies/{made['id']}", {"targets": {"normal": {"firstResponse": 7200}}})
    wire.carry()
    assert wired.get("/sla-recalculation").json["state"] == "waiting"

    settle(wire, time)
    assert (due_at(wired, ticket), wired.get("/sla-recalculation").json["state"]) == (TWELVE, "done")


def test_a_breach_before_the_change_stays_one(wire: Wire, wired: Browser, time: Any) -> None:
    made, ticket = policy(wired, targets=FIRST), opened(wired)
    later(time, 3590)
    wired.patch(f"/sla-policies/{made['id']}", {"targets": {"normal": {"firstResponse": 36_000}}})
    settle(wire, time)
    sweep()
    wire.carry()

    assert clock(now(wired, ticket), "firstResponse")["breachedAt"] == ELEVEN
    assert wire.published("TicketSlaBreached")["data"]["record"]["id"] == ticket["id"]

"""Promises: given by policies, kept by clocks, told by the sweep."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from freezegun import freeze_time

from onestop import due
from tests.support.capacity import counted
from tests.support.gateway import OTHER_TENANT, Browser
from tests.support.wire import Wire
from tests.tickets.desk import now, opened, patched
from tests.tickets.promises import calendar, clock, later, policy, reply, sweep


@pytest.fixture(autouse=True)
def time() -> Iterator[Any]:
    """Monday, eleven o'clock in Berlin."""
    with freeze_time("2026-11-23T10:00:00Z") as moment:
        yield moment


def told(wire: Wire) -> list[tuple[str, str]]:
    """What was told of promises."""
    kinds = ("TicketSlaWarned", "TicketSlaBreached")
    return [(each["type"], each["data"]["record"]["sla"]["told"]["metric"]) for each in wire.envelopes
            if each["type"] in kinds]  # fmt: skip


def test_a_ticket_is_under_the_first_policy_whose_condition_holds(desk: Browser) -> None:
    vip = {"field": "tags", "op": "contains", "value": "vip"}
    policy(desk, position=2)
    first = policy(desk, position=1, condition=vip, targets={"normal": {"resolution": 600}})

    assert opened(desk)["sla"]["dueAt"] == "2026-11-23T11:00:00.000Z"
    special = opened(desk, tags=["vip"])["sla"]
    assert (special["policy"], special["dueAt"]) == (first["id"], "2026-11-23T10:10:00.000Z")


def test_without_a_policy_nothing_is_promised(desk: Browser) -> None:
    assert opened(desk)["sla"] is None


def test_open_hours_count_and_for_some_metrics_every_hour(desk: Browser) -> None:
    targets = {"normal": {"firstResponse": 5400, "resolution": 7200}}
    policy(desk, calendar=calendar(desk)["id"], aroundTheClock=["resolution"], targets=targets)
    ticket = opened(desk)

    assert clock(ticket, "firstResponse")["dueAt"] == "2026-11-23T12:30:00.000Z"  # twelve to one is lunch
    assert clock(ticket, "resolution")["dueAt"] == "2026-11-23T12:00:00.000Z"


def test_an_answer_in_time_is_shown_as_a_hit(desk: Browser, time: Any) -> None:
    policy(desk)
    ticket = opened(desk)
    later(time, 1800)
    reply(desk, ticket)

    after = now(desk, ticket)
    assert (clock(after, "firstResponse")["state"], after["sla"]["state"]) == ("hit", "active")


def test_an_event_of_a_ticket_has_the_moment_by_which_its_clocks_go(wired: Browser, wire: Wire) -> None:
    policy(wired)
    with freeze_time("2026-11-23T11:00:00Z", auto_tick_seconds=1):  # whoever looks at the time is a second later
        ticket = opened(wired)
        patched(wired, ticket, status="pending")
    wire.publish()

    events = [each for each in wire.envelopes if each["subject"] == f"tickets/{ticket['id']}"]
    assert len(events) == 2
    assert [each["time"] for each in events] == [each["data"]["record"]["updatedAt"] for each in events]


def test_the_clock_stands_while_the_customer_is_waited_for(desk: Browser, time: Any) -> None:
    policy(desk)
    ticket = opened(desk)
    reply(desk, ticket, status="pending")
    later(time, 86_400)
    standing = now(desk, ticket)
    assert (clock(standing, "resolution")["state"], clock(standing, "resolution")["left"]) == ("paused", 7200.0)

    reply(desk, ticket, **{"from": "requester"})
    assert clock(now(desk, ticket), "resolution")["dueAt"] == "2026-11-24T12:00:00.000Z"


def test_a_promise_is_warned_of_once_and_broken_once(wire: Wire, wired: Browser, time: Any) -> None:
    policy(wired, warn={"percent": 75}, targets={"normal": {"firstResponse": 3600}})
    ticket = opened(wired)
    for _ in range(5):
        later(time, 1380)  # 23 minutes
        sweep()
    wire.carry()

    assert told(wire) == [("TicketSlaWarned", "firstResponse"), ("TicketSlaBreached", "firstResponse")]
    assert clock(now(wired, ticket), "firstResponse")["breachedAt"] == "2026-11-23T11:00:00.000Z"


def test_an_answer_that_comes_before_the_sweep_does_not_hide_that_it_was_late(
    wire: Wire, wired: Browser, time: Any
) -> None:
    policy(wired)
    ticket = opened(wired)
    later(time, 3601)
    reply(wired, ticket)
    for _ in range(3):
        sweep()
    wire.carry()

    assert told(wire) == [("TicketSlaBreached", "firstResponse")]


def test_a_sweep_that_was_away_tells_all_that_is_late(wire: Wire, wired: Browser, time: Any) -> None:
    policy(wired)
    for _ in range(3):
        opened(wired)
    later(time, 86_400)
    for _ in range(2):
        sweep()
    wire.carry()

    assert sorted(told(wire)) == sorted([("TicketSlaBreached", each) for each in ("firstResponse", "resolution")] * 3)


def test_a_breach_escalates_once(wire: Wire, wired: Browser, time: Any) -> None:
    escalation = {"on": "breached", "metrics": ["firstResponse"],
                  "actions": [{"priority": "urgent"}, {"addTags": ["late"]}]}  # fmt: skip
    policy(wired, escalations=[escalation])
    ticket = opened(wired)
    wire.twice = True
    later(time, 3601)
    sweep()
    wire.carry()

    after = now(wired, ticket)
    assert (after["priority"], after["tags"], after["version"]) == ("urgent", ["late"], 3)
    assert wire.published("TicketEscalated")["actor"] == "system/tickets"


def test_a_breach_that_is_replayed_days_later_escalates_nothing(wire: Wire, wired: Browser, time: Any) -> None:
    policy(wired, escalations=[{"on": "breached", "actions": [{"priority": "urgent"}]}])
    ticket = opened(wired)
    wire.deaf = {"tickets"}
    later(time, 3601)
    sweep()
    wire.carry()
    wire.deaf = set()
    later(time, 2 * 86_400)
    wire.deliver("tickets", wire.published("TicketSlaBreached"), source="tickets")

    assert now(wired, ticket)["priority"] == "normal"


def test_looking_when_nothing_is_due_costs_a_query_for_each_shard(desk: Browser) -> None:
    policy(desk)
    opened(desk)
    with counted() as used:
        assert sweep() == 0

    assert used.calls == ["Query"] * len(due.partitions())


def test_telling_a_breach_is_a_read_and_a_write(wire: Wire, wired: Browser, time: Any) -> None:
    policy(wired, targets={"normal": {"firstResponse": 3600}})
    later(time, 60)
    sweep()
    wire.carry()  # the policy is known everywhere
    opened(wired)
    time.tick(3601)
    with counted() as used:
        sweep()

    assert [call for call in used.calls if call != "Query"] == ["GetItem", "PutItem"]


def test_a_ticket_of_another_desk_is_under_no_policy_of_this_one(desk: Browser) -> None:
    policy(desk)
    assert opened(replace(desk, tenant=OTHER_TENANT))["sla"] is None


def test_a_patch_that_is_stale_is_merged_though_the_clocks_have_gone_on(desk: Browser) -> None:
    policy(desk)
    ticket = opened(desk)
    patched(desk, ticket, priority="high")
    merged = desk.patch(f"/tickets/{ticket['id']}", {"category": "delivery"}, if_match=str(ticket["version"]))

    assert (merged.status, merged.json["priority"]) == (200, "high")

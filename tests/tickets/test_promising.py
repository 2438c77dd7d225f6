"""Calendars and policies: defined, changed, and refused where they make no sense."""

from typing import Any

import pytest

from onestop import clock as ids
from tests.support.gateway import Browser
from tests.support.wire import Wire
from tests.tickets.promises import HOUR, OFFICE, calendar, policy

ALL = {"low": HOUR, "normal": HOUR}
CLOSED: dict[str, Any] = {"week": {}}
BACKWARDS = {"week": {"mon": [{"start": "18:00", "end": "09:00"}]}}
TWICE = {"week": {"mon": [{"start": "09:00", "end": "12:00"}, {"start": "11:00", "end": "13:00"}]}}


def test_a_calendar_is_shown_as_it_was_defined_and_tells_of_it(wire: Wire, wired: Browser) -> None:
    holidays = [{"date": "2026-10-01", "name": "国庆节", "yearly": True, "hours": []}]
    made = calendar(wired, zone="Asia/Shanghai", holidays=holidays)
    wire.carry()

    assert wired.get(f"/calendars/{made['id']}").json == made
    assert (made["holidays"], made["week"], made["version"]) == (holidays, OFFICE, 1)
    assert wire.published("CalendarDefined")["data"]["record"]["zone"] == "Asia/Shanghai"


@pytest.mark.parametrize("wrong", [CLOSED, BACKWARDS, TWICE, {"zone": "Berlin"},
                                   {"holidays": [{"date": "2026-02-30"}]}])  # fmt: skip
def test_a_calendar_that_makes_no_sense_is_refused(desk: Browser, wrong: dict[str, Any]) -> None:
    body = {"name": "Office", "zone": "UTC", "week": OFFICE, **wrong}
    assert desk.post("/calendars", body).status == 422


def test_a_week_is_replaced_as_a_whole(desk: Browser) -> None:
    made = calendar(desk)
    week = {"sat": [{"start": "10:00", "end": "24:00"}]}
    changed = desk.patch(f"/calendars/{made['id']}", {"week": week}, if_match="1").json

    assert (changed["week"], changed["name"], changed["version"]) == (week, "Office", 2)
    assert desk.patch(f"/calendars/{made['id']}", {"name": "X"}, if_match="1").status == 412
    assert desk.patch(f"/calendars/{made['id']}", {"week": week}).json["version"] == 2


def test_a_calendar_that_a_policy_counts_by_stays(desk: Browser) -> None:
    made = calendar(desk)
    user = policy(desk, calendar=made["id"])
    assert desk.delete(f"/calendars/{made['id']}").json["policies"] == ["An hour"]

    desk.delete(f"/sla-policies/{user['id']}")
    assert desk.delete(f"/calendars/{made['id']}").status == 204
    assert (desk.get("/calendars").json["data"], desk.get("/sla-policies").json["data"]) == ([], [])


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"calendar": ids.new_id()}, "/calendar"),
        ({"targets": {"normal": {"resolution": 0}}}, "/targets/normal/resolution"),
        ({"targets": {"some": HOUR}}, "/targets/some/[key]"),
        ({"condition": {"field": "colour", "op": "set"}}, "/condition"),
        ({"escalations": [{"on": "breached", "actions": [{"status": "gone"}]}]}, "/escalations/0/actions/0/status"),
        ({"warn": {"percent": 50, "seconds": 5}}, "/warn"),
    ],
)
def test_a_policy_that_makes_no_sense_is_refused(desk: Browser, wrong: dict[str, Any], pointer: str) -> None:
    refused = desk.post("/sla-policies", {"name": "P", "targets": ALL, **wrong})
    assert (refused.status, [each["pointer"] for each in refused.json["errors"]]) == (422, [pointer])


def test_a_target_that_the_calendar_never_reaches_is_refused(desk: Browser) -> None:
    short = calendar(desk, week={"mon": [{"start": "09:00", "end": "09:01"}]})
    body = {"name": "P", "targets": ALL, "calendar": short["id"]}
    refused = desk.post("/sla-policies", {**body, "targets": {"low": {"resolution": 31_000_000}}})

    assert refused.json["errors"][0]["pointer"] == "/targets/low"
    assert desk.post("/sla-policies", body).status == 201


def test_a_policy_is_changed_and_repeated_requests_define_one(desk: Browser) -> None:
    body = {"name": "P", "targets": ALL}
    one, again = (desk.post("/sla-policies", body, idempotency_key="k") for _ in range(2))
    changed = desk.patch(f"/sla-policies/{one.json['id']}", {"targets": {"high": {"update": 60}}, "active": False}).json

    assert again.json == one.json
    assert (changed["targets"], changed["active"], changed["pauses"]) == ({"high": {"update": 60}}, False, ["pending"])

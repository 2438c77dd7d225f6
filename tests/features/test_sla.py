"""The steps of sla.feature."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from freezegun import freeze_time
from pytest_bdd import given, parsers, scenarios, then, when

from onestop import remembered
from tests.support.gateway import Browser
from tests.support.wire import Wire
from tests.tickets.desk import browser, now, opened, patched, replied
from tests.tickets.promises import clock, sweep

scenarios("sla.feature")
Told = dict[str, Any]
BERLIN = ZoneInfo("Europe/Berlin")
DAYS = {
    "Friday": "2026-11-20", "Monday": "2026-11-23", "Tuesday": "2026-11-24", "Wednesday": "2026-11-25",
    "the Friday before clocks are put back": "2026-10-23", "the Monday after": "2026-10-26",
}  # fmt: skip
BRIGADE = "01J0000000000000000000000F"
HOURS = [{"start": "09:00", "end": "18:00"}]
METRICS = {"answer": "firstResponse", "solution": "resolution", "next answer": "nextResponse"}
MOMENT = r"(?P<day>[\w ]+?) at (?P<time>\d+:\d\d)"


def moment(day: str, time: str) -> datetime:
    return datetime.fromisoformat(f"{DAYS[day]}T{time:0>5}").replace(tzinfo=BERLIN)


def at(day: str, time: str) -> Any:
    """The world at a moment, in which no process remembers what was before."""
    remembered.forget_all()
    return freeze_time(moment(day, time))


def targets(answer: int, solution: int) -> dict[str, Any]:
    hours = {"firstResponse": answer * 3600, "nextResponse": answer * 3600, "resolution": solution * 3600}
    return {"normal": hours, "urgent": hours}


@pytest.fixture
def wire(aws: None) -> Wire:
    return Wire("tickets")


@pytest.fixture
def desk(wire: Wire) -> Browser:
    return browser()


@pytest.fixture
def told() -> Told:
    """What the scenario speaks of."""
    return {}


@given("a desk in Berlin that is open from 9 to 18 on weekdays")
def _hours(desk: Browser, told: Told) -> None:
    week = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), HOURS)
    told["calendar"] = desk.post("/calendars", {"name": "Office", "zone": "Europe/Berlin", "week": week}).json


@given(parsers.parse("it promises an answer within {answer:d} hours and a solution within {solution:d}"))
def _promise(desk: Browser, told: Told, answer: int, solution: int) -> None:
    policy = {"name": "All", "calendar": told["calendar"]["id"], "targets": targets(answer, solution)}
    told["policy"] = desk.post("/sla-policies", policy).json


@given("Monday is a holiday")
def _holiday(desk: Browser, told: Told) -> None:
    desk.patch(f"/calendars/{told['calendar']['id']}", {"holidays": [{"date": DAYS["Monday"]}]})
    remembered.forget_all()


def change(desk: Browser, told: Told, **fields: Any) -> None:
    """Another promise."""
    assert desk.patch(f"/sla-policies/{told['policy']['id']}", fields).status == 200


@given("the desk is warned when three quarters of the time have passed")
def _warn(desk: Browser, told: Told) -> None:
    change(desk, told, warn={"percent": 75}, targets={"normal": {"firstResponse": 7200}})


@given("a late answer raises the ticket to urgent and gives it to the fire brigade")
def _escalation(desk: Browser, told: Told) -> None:
    actions = [{"priority": "urgent"}, {"assign": {"team": BRIGADE}}]
    change(desk, told, escalations=[{"on": "breached", "metrics": ["firstResponse"], "actions": actions}])


@given(parsers.re(f"a customer asked on {MOMENT}"))
@when(parsers.re(f"a customer asks on {MOMENT}"))
def _asks(desk: Browser, told: Told, day: str, time: str) -> None:
    with at(day, time):
        told["ticket"] = opened(desk)


@given("three customers asked on Monday at 9:00")
def _three(desk: Browser, told: Told) -> None:
    with at("Monday", "9:00"):
        told["tickets"] = [opened(desk) for _ in range(3)]


@given("two of them were answered on Monday at 10:00 and one on Monday at 14:00")
def _answers(desk: Browser, told: Told) -> None:
    for ticket, time in zip(told["tickets"], ("10:00", "10:00", "14:00"), strict=True):
        with at("Monday", time):
            replied(desk, ticket)


@when(parsers.re(f"an agent replies on {MOMENT}"))
def _replies(desk: Browser, told: Told, day: str, time: str) -> None:
    with at(day, time):
        replied(desk, told["ticket"])


@given(parsers.re(f"an agent asked back on {MOMENT}"))
def _asks_back(desk: Browser, told: Told, day: str, time: str) -> None:
    with at(day, time):
        replied(desk, told["ticket"])
        patched(desk, told["ticket"], status="pending")


@when(parsers.re(f"the customer writes again on {MOMENT}"))
def _writes(desk: Browser, told: Told, day: str, time: str) -> None:
    with at(day, time):
        said = {"public": True, "body": "It is the blue one", "from": "requester"}
        assert desk.post(f"/tickets/{told['ticket']['id']}/comments", said).status == 201


@given(parsers.re(f"it was (?P<status>solved) on {MOMENT}"))
@when(parsers.re(f"it is (?P<status>reopened) on {MOMENT}"))
def _moves(desk: Browser, told: Told, status: str, day: str, time: str) -> None:
    with at(day, time):
        patched(desk, told["ticket"], status="open" if status == "reopened" else status)


@when("the clock looks each minute until Monday at 11:30")
def _looks_always(wire: Wire) -> None:
    with at("Monday", "9:00") as world:
        while world() < datetime(2026, 11, 23, 10, 30):
            world.tick(timedelta(minutes=1))
            sweep()
    wire.carry()


@when(parsers.re(f"the clock looks for the first time on {MOMENT}"))
def _looks(wire: Wire, day: str, time: str) -> None:
    with at(day, time):
        for _ in range(3):
            sweep()
        wire.carry()


@when("the desk promises an answer within 1 hour from Monday at 9:05 on")
def _better(wire: Wire, desk: Browser, told: Told) -> None:
    with at("Monday", "9:05"):
        change(desk, told, targets=targets(1, 8))
    with at("Monday", "9:06"):
        sweep()
        wire.carry()


@when("somebody asks how the week was")
def _report(wire: Wire, desk: Browser, told: Told) -> None:
    wire.carry()
    told["report"] = desk.get("/sla-report?since=2026-11-23&until=2026-11-27").json


@then(parsers.re(f"the (?P<what>answer|solution|next answer) is due on {MOMENT}"))
def _due(desk: Browser, told: Told, what: str, day: str, time: str) -> None:
    due_at = clock(now(desk, told["ticket"]), METRICS[what])["dueAt"]
    assert datetime.fromisoformat(due_at) == moment(day, time)


@then("the promise of an answer is kept")
def _kept(desk: Browser, told: Told) -> None:
    assert clock(now(desk, told["ticket"]), "firstResponse")["state"] == "hit"


@then("the promise of a solution is still open")
def _open(desk: Browser, told: Told) -> None:
    assert clock(now(desk, told["ticket"]), "resolution")["state"] == "active"


@then(parsers.re(r"one (?P<what>warning|breach) was (given|told) at (?P<time>\d+:\d\d)"))
def _told(wire: Wire, what: str, time: str) -> None:
    kind = {"warning": "TicketSlaWarned", "breach": "TicketSlaBreached"}[what]
    times = [each["time"] for each in wire.envelopes if each["type"] == kind]
    assert [datetime.fromisoformat(each) for each in times] == [moment("Monday", time)]


@then("the ticket is urgent and with the fire brigade")
def _escalated(desk: Browser, told: Told) -> None:
    ticket = now(desk, told["ticket"])
    assert (ticket["priority"], ticket["team"]) == ("urgent", BRIGADE)


@then("two answers of three were in time")
def _share(told: Told) -> None:
    assert told["report"]["total"]["firstResponse"] == {"hit": 2, "missed": 1, "met": 0.6667}

"""Promises for tests: a policy of an hour, told by a clock that a test moves."""

from typing import Any

from onestop import remembered
from tests.support.gateway import CONTEXT, Browser

HOUR = {"firstResponse": 3600, "nextResponse": 3600, "resolution": 7200}
OFFICE = {day: [{"start": "09:00", "end": "12:00"}, {"start": "13:00", "end": "18:00"}] for day in
          ("mon", "tue", "wed", "thu", "fri")}  # fmt: skip


def calendar(desk: Browser, **fields: Any) -> dict[str, Any]:
    """Office hours in Berlin."""
    reply = desk.post("/calendars", {"name": "Office", "zone": "Europe/Berlin", "week": OFFICE, **fields})
    assert reply.status == 201, reply.text
    made: dict[str, Any] = reply.json
    return made


def policy(desk: Browser, **fields: Any) -> dict[str, Any]:
    """An hour for an answer, two until it is solved, whatever the priority is."""
    targets = dict.fromkeys(("low", "normal", "high", "urgent"), HOUR)
    reply = desk.post("/sla-policies", {"name": "An hour", "targets": targets, **fields})
    assert reply.status == 201, reply.text
    made: dict[str, Any] = reply.json
    return made


def clock(ticket: dict[str, Any], metric: str) -> dict[str, Any]:
    """One clock of a ticket."""
    return next(each for each in ticket["sla"]["clocks"] if each["metric"] == metric)


def reply(desk: Browser, ticket: dict[str, Any], **fields: Any) -> None:
    """Somebody writes on a ticket, in public."""
    said = desk.post(f"/tickets/{ticket['id']}/comments", {"public": True, "body": "Hello 你好", **fields})
    assert said.status == 201, said.text


def sweep() -> int:
    """The clock's look, each minute."""
    from tickets.schedules import handler  # noqa: PLC0415  needs the environment of the tests

    return int(handler({"task": "Sweep"}, CONTEXT)["found"])


def later(time: Any, seconds: float) -> None:
    """Time passes, also for what a process remembers."""
    time.tick(seconds)
    remembered.forget_all()

"""The operations of promises: calendars and policies, the clock that looks after them, and how well they are kept."""

from datetime import timedelta
from typing import Any

from freezegun import freeze_time

from bench.units.stage import Stage
from bench.units.tickets import TEAM, asked, consumed
from onestop import clock
from tests.support.gateway import Browser

HOURS = [{"start": "09:00", "end": "12:00"}, {"start": "13:00", "end": "18:00"}]
WEEK = {day: HOURS for day in ("mon", "tue", "wed", "thu", "fri")}
HOLIDAYS = [{"date": "2026-10-01", "name": "国庆节", "yearly": True}, {"date": "2026-10-10", "hours": HOURS}]
OFFICE = {"name": "Shanghai office 上海", "zone": "Asia/Shanghai", "week": WEEK, "holidays": HOLIDAYS}
LATE = {"on": "breached", "metrics": ["firstResponse"], "actions": [{"priority": "urgent"}, {"assign": {"team": TEAM}}]}
POLICY = {
    "name": "VIPs within a quarter of an hour",
    "condition": {"field": "tags", "op": "contains", "value": "promised"},
    "targets": {"normal": {"firstResponse": 900, "nextResponse": 1800, "resolution": 28_800}},
    "aroundTheClock": ["firstResponse"],
    "warn": {"percent": 80},
    "escalations": [LATE],
}


def promises(stage: Stage) -> None:
    """What a desk promises, and what comes of it."""
    lead = stage.browser("tickets")
    waiting = [lead.post("/tickets", asked(tags=["promised"])).json["id"] for _ in range(3)]
    _decided(stage, lead)
    with freeze_time(clock.now() + timedelta(minutes=1), tick=True) as time:
        _swept(stage, "calendars and policies have changed")
        consumed(stage, "SlaRecalculating", "sla-recalculations/all", "three tickets change")
        for each in waiting:
            lead.patch(f"/tickets/{each}", {"status": "solved"})
        kept, late = (lead.post("/tickets", asked(tags=["promised"])).json["id"] for _ in range(2))
        lead.post(f"/tickets/{kept}/comments", {"body": "It is on its way.", "public": True})
        consumed(stage, "TicketAnswered", f"tickets/{kept}", "a promise was kept")
        _later(time, 13, lead)
        _swept(stage, "one is warned of")
        _later(time, 3, lead)
        _swept(stage, "one is broken")
        consumed(stage, "TicketSlaWarned", f"tickets/{late}", "nothing to do")
        consumed(stage, "TicketSlaBreached", f"tickets/{late}", "a policy says what to do")
    day = clock.timestamp()[:10]
    stage.ask("of a day", lead, "GET", f"/sla-report?since={day}&until={day}&by=agent")
    stage.ask("", lead, "GET", "/sla-recalculation")


def _later(time: Any, minutes: int, lead: Browser) -> None:
    """So many minutes later, in a process that has been at work until now and remembers what it needs."""
    time.tick(timedelta(minutes=minutes))
    lead.post("/tickets", asked())


def _decided(stage: Stage, lead: Browser) -> None:
    """Calendars and policies, in every way in which they can be decided."""
    calendar, other = (stage.ask(name, lead, "POST", "/calendars", OFFICE).json["id"] for name in ("", "another"))
    said = {**POLICY, "calendar": calendar}
    policy, spare = (stage.ask(name, lead, "POST", "/sla-policies", said).json["id"] for name in ("", "another"))
    _shown(stage, lead, "/calendars", calendar, {"name": "Office"})
    _shown(stage, lead, "/sla-policies", policy, {"name": "VIPs"})
    stage.ask("", lead, "DELETE", f"/sla-policies/{spare}")
    stage.ask("", lead, "DELETE", f"/calendars/{other}")


def _shown(stage: Stage, lead: Browser, shelf: str, record_id: str, patch: dict[str, Any]) -> None:
    stage.ask("", lead, "GET", shelf)
    stage.ask("", lead, "GET", f"{shelf}/{record_id}")
    stage.ask("", lead, "PATCH", f"{shelf}/{record_id}", patch)


def _swept(stage: Stage, what: str) -> None:
    stage.do(f"task Sweep, {what}", "tickets.schedules.handler", {"task": "Sweep"})

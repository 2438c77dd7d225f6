"""Calendars and policies as they are stored, made into what clocks go by."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from tickets.domain.calendar import ALWAYS, WEEK, Calendar, Day, Hours
from tickets.domain.sla_policy import Plan, Policy, ordered
from tickets.domain.standing import OVER

View = Mapping[str, Any]


def calendar(view: View) -> Calendar:
    """The calendar that a view shows; raises `Invalid` for one without open time or with hours that overlap."""
    days = [(date.fromisoformat(each["date"]), _day(each["hours"]), each["yearly"]) for each in view["holidays"]]
    return Calendar(
        ZoneInfo(view["zone"]),
        tuple(_day(view["week"].get(name, ())) for name in WEEK),
        {day: hours for day, hours, yearly in days if not yearly},
        {(day.month, day.day): hours for day, hours, yearly in days if yearly},
    )


def policy(view: View, calendars: Mapping[str, Calendar]) -> Policy:
    """The policy that a view shows, with its calendar among those there are."""
    warn = view["warn"] or {}
    return Policy(
        view["id"],
        view["condition"],
        view["targets"],
        calendars[view["calendar"]] if view["calendar"] else ALWAYS,
        frozenset(view["aroundTheClock"]),
        OVER | frozenset(view["pauses"]),
        warn.get("percent"),
        warn.get("seconds"),
    )


def plan(edition: int, calendars: Iterable[View], policies: Iterable[View]) -> Plan:
    """All active policies in their order, with their calendars."""
    known = {view["id"]: calendar(view) for view in calendars}
    return Plan(edition, ordered((view["position"], policy(view, known)) for view in policies if view["active"]))


def _day(hours: Sequence[Mapping[str, str]]) -> Day:
    return tuple(Hours(_minutes(each["start"]), _minutes(each["end"])) for each in hours)


def _minutes(time: str) -> int:
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)

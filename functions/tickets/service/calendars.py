"""Calendars: business hours that policies count by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop.errors import Conflict
from tickets import events, table
from tickets.service.plans import Promises
from tickets.service.promising import Thing


def _sound(tenant: str, said: Mapping[str, Any], known: Promises) -> None:
    """The model has seen all that may be wrong with a calendar."""


def _unused(calendar_id: str, known: Promises) -> None:
    users = [each["name"] for each in known.policies.values() if each["calendar"] == calendar_id]
    if users:
        raise Conflict("Policies count by this calendar.", policies=users)


CALENDAR = Thing(
    "calendar",
    table.Calendar,
    "NewCalendar",
    50,
    events.CALENDAR_DEFINED,
    events.CALENDAR_CHANGED,
    events.CALENDAR_DELETED,
    _sound,
    _unused,
)

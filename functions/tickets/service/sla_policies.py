"""SLA policies: what is promised to which tickets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from onestop import clock
from onestop.errors import Invalid
from tickets import events, table
from tickets.domain import calendar, opening_hours
from tickets.service import acting
from tickets.service.plans import Promises
from tickets.service.promising import Thing


def _check(tenant: str, said: Mapping[str, Any], known: Promises) -> None:
    """Raise `Invalid` for a calendar that is not there, a target that it never reaches, or an action that cannot be."""
    if said["calendar"] is not None and said["calendar"] not in known.calendars:
        raise Invalid(errors=[{"pointer": "/calendar", "reason": "is no calendar of this desk"}])
    _must_be_reached(said, known)
    errors = []
    for number, each in enumerate(said["escalations"]):
        try:
            acting.check(tenant, each["actions"])
        except Invalid as invalid:
            errors += [{**one, "pointer": f"/escalations/{number}{one['pointer']}"} for one in invalid.errors]
    if errors:
        raise Invalid(errors=errors)


def _must_be_reached(said: Mapping[str, Any], known: Promises) -> None:
    if said["calendar"] is None:
        return
    hours = opening_hours.calendar(known.calendars[said["calendar"]])
    for priority, targets in said["targets"].items():
        try:
            calendar.add(hours, clock.now(), timedelta(seconds=max(targets.values(), default=0)))
        except Invalid as invalid:
            raise Invalid(errors=[{"pointer": f"/targets/{priority}", "reason": invalid.detail}]) from invalid


def _free(policy_id: str, known: Promises) -> None:
    """A policy may always go: its tickets are under the next one that is for them."""


POLICY = Thing(
    "policy",
    table.SlaPolicy,
    "NewSlaPolicy",
    100,
    events.POLICY_DEFINED,
    events.POLICY_CHANGED,
    events.POLICY_DELETED,
    _check,
    _free,
)

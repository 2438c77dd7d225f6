"""What a tenant promises: its calendars and policies, read together, and written so that each change is an edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from onestop import clock, due, records, tables
from onestop.errors import RequestInProgress
from onestop.identity import Caller
from onestop.remembered import KEPT, Remembered
from onestop.tables import Step, creates, served, updates
from tickets import events, table
from tickets.domain import opening_hours
from tickets.domain.sla_policy import Plan

View = dict[str, Any]
KNOWN_EVERYWHERE = timedelta(seconds=KEPT + 5)  # after it nobody goes by the edition before any more


@dataclass(frozen=True, slots=True)
class Promises:
    """The public views of calendars and policies by their ids, and the row that counts their editions."""

    row: table.SlaPlan
    calendars: Mapping[str, View] = field(default_factory=dict)
    policies: Mapping[str, View] = field(default_factory=dict)

    def views(self, name: str) -> Mapping[str, View]:
        """Those of a kind: `calendar` or `policy`."""
        return self.calendars if name == "calendar" else self.policies


def stored(tenant: str) -> Promises:
    """All of it as it is now: 1 call."""
    with served():
        found = list(table.Row.query(table.sla_pk(tenant), consistent_read=True))
    there = [row for row in found if not tables.over(row)]
    row = next((row for row in there if isinstance(row, table.SlaPlan)), None)
    return Promises(
        row or table.SlaPlan(*table.plan_keys(tenant), version=0),
        {row.id: row.view() for row in there if isinstance(row, table.Calendar)},
        {row.id: row.view() for row in there if isinstance(row, table.SlaPolicy)},
    )


def _read(tenant: str) -> tuple[Plan, Mapping[str, View]]:
    known = stored(tenant)
    plan = opening_hours.plan(int(known.row.edition), known.calendars.values(), known.policies.values())
    return plan, known.policies


_plans: Remembered[tuple[Plan, Mapping[str, View]]] = Remembered(_read)


def of(tenant: str) -> Plan:
    """The policies that hold: no call as a rule, 1 call each half minute."""
    return _plans.of(tenant)[0]


def escalations(tenant: str, policy: str | None) -> list[View]:
    """What a policy says is done when a promise is not kept."""
    found = _plans.of(tenant)[1].get(policy or "")
    return list(found["escalations"]) if found else []


def forget(tenant: str) -> None:
    """Read it again when it is needed next."""
    _plans.forget(tenant)


def next_edition(by: Caller, plan: table.SlaPlan) -> Step:
    """The step by which a change of a calendar or a policy makes another edition.

    Open tickets are brought to it from when everybody knows it: who wrote one by the edition before would undo it.
    """
    fresh = not plan.version
    plan.edition = int(plan.edition) + 1
    plan.state, plan.position, plan.looked_at, plan.changed = "waiting", None, 0, 0
    plan.updated_at, plan.begun_at = clock.timestamp(), None
    plan.waiting, plan.due = due.partition(plan.pk), clock.rfc3339(clock.now() + KNOWN_EVERYWHERE)
    records.stamp(plan, events.RECALCULATION_PLANNED, by)
    return creates(plan, _another_edition) if fresh else updates(plan, _another_edition)


def _another_edition(_: View | None) -> Exception:
    return RequestInProgress("Somebody else is changing calendars or policies; try again in a moment.")

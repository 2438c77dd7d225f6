"""Counting what became of promises: each cycle once, whatever is delivered twice or too late."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from onestop import clock, items, records, tables
from onestop.events import Event
from onestop.tables import Step, creates, updates
from tickets import table

View = Mapping[str, Any]
KEPT = timedelta(days=400)  # after it no ticket is reopened whose outcome would have to be taken back
COUNTED = ("hit", "missed")
NOBODY = "-"


def count(event: Event) -> None:
    """Count what an event of a ticket settles: 2 calls for each cycle.

    An outcome that was counted and is another now is taken back: a ticket was reopened. Of two events about one cycle
    the one with the higher sequence counts, whichever comes first.
    """
    record = event.data["record"]
    for settled in (record["sla"] or {}).get("settled", ()):
        records.settled(lambda settled=settled: _count(event, record, settled))


def _count(event: Event, record: View, settled: View) -> None:
    keys = table.outcome_keys(table.ticket_pk(event.tenant, record["id"]), settled["metric"], settled["cycle"])
    row = tables.get(table.SlaOutcome, *keys, consistent=True)
    if row is not None and row.sequence >= event.sequence:
        return
    taken_back = [_adds(event.tenant, row, -1)] if row is not None and row.outcome in COUNTED else []
    fresh, row = row is None, row or table.SlaOutcome(*keys, version=0)
    row.metric, row.outcome, row.day = settled["metric"], settled["outcome"], settled["at"][:10]
    row.whose = "#".join([record["sla"]["policy"] or NOBODY, record["team"] or NOBODY, record["assignee"] or NOBODY])
    row.sequence, row.version, row.expires = event.sequence, int(row.version) + 1, clock.now() + KEPT
    counted = [_adds(event.tenant, row, 1)] if row.outcome in COUNTED else []
    tables.write(creates(row) if fresh else updates(row), *_together(taken_back, counted))


def _adds(tenant: str, row: table.SlaOutcome, number: int) -> Step:
    count = table.SlaCount(table.counts_pk(tenant, row.day), row.whose)
    column = getattr(table.SlaCount, items.names(table.SlaCount)[f"{row.metric}{row.outcome.capitalize()}"])
    actions = (column.add(number), table.SlaCount.type.set(table.SlaCount))
    return Step("update", count, lambda _: AssertionError("has no condition"), None, actions)


def _together(taken_back: list[Step], counted: list[Step]) -> list[Step]:
    """The steps of one transaction, in which no row is written twice."""
    if not (taken_back and counted) or _keys(taken_back[0]) != _keys(counted[0]):
        return taken_back + counted
    (minus,), (plus,) = taken_back, counted
    return [Step("update", plus.row, plus.refused, None, (plus.actions[0], *minus.actions))]


def _keys(step: Step) -> tuple[str, str]:
    return step.row.pk, step.row.sk

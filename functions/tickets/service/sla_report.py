"""How many promises were kept: from counters, a row for each policy, team and agent of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from onestop.identity import Caller
from onestop.tables import served
from tickets import schemas, table
from tickets.domain.sla_policy import METRICS
from tickets.service.sla_counting import COUNTED, NOBODY

View = dict[str, Any]
PLACES = {"policy": 0, "team": 1, "agent": 2}


def report(by: Caller, query: schemas.SlaReportQuery) -> View:
    """What was hit and missed from one day to another, by policy, team or agent: 1 call for each day."""
    groups: dict[str, Counter[str]] = {}
    for row in _rows(by.tenant, query.since, query.until):
        whose = row.sk.split("#")[PLACES[query.by]]
        groups.setdefault(whose, Counter()).update(_counts(row))
    rows = [
        {query.by: None if whose == NOBODY else whose, "metrics": _shares(groups[whose])} for whose in sorted(groups)
    ]
    total = _shares(sum(groups.values(), Counter()))
    return {"since": query.since, "until": query.until, "by": query.by, "rows": rows, "total": total}


def _rows(tenant: str, since: str, until: str) -> Iterator[table.SlaCount]:
    day, last = date.fromisoformat(since), date.fromisoformat(until)
    while day <= last:
        with served():
            yield from list(table.SlaCount.query(table.counts_pk(tenant, day.isoformat())))
        day += timedelta(days=1)


def _counts(row: table.SlaCount) -> dict[str, int]:
    return {name: int(value) for name, value in row.attribute_values.items() if name.endswith(COUNTED)}


def _shares(counts: Counter[str]) -> View:
    found = {}
    for metric in METRICS:
        hit, missed = (counts[_column(metric, outcome)] for outcome in COUNTED)
        if hit or missed:
            found[metric] = {"hit": hit, "missed": missed, "met": round(hit / (hit + missed), 4)}
    return found


def _column(metric: str, outcome: str) -> str:
    """`firstResponse` and `hit` are `first_response_hit`."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in metric) + f"_{outcome}"

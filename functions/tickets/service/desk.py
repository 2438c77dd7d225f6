"""How a tenant's desk is set up: its settings, its statuses, its types with their forms. Remembered for 30 s."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from onestop.errors import Invalid
from onestop.remembered import Remembered
from onestop.tables import served
from tickets import table
from tickets.domain.states import DEFAULTS

SETTINGS = {"reopenDays": 7, "closeDays": 14, "updatedAt": None, "version": 0}
View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """The public views of what was decided, by key; what was not decided is as `DEFAULTS` and `SETTINGS` say."""

    settings: Mapping[str, Any] = field(default_factory=lambda: SETTINGS)
    statuses: Mapping[str, View] = field(default_factory=lambda: DEFAULTS)
    types: Mapping[str, View] = field(default_factory=dict)


def stored(tenant: str) -> Desk:
    """All of it as it is now: 1 call."""
    with served():
        rows = list(table.Row.query(table.desk_pk(tenant), consistent_read=True))
    settings = next((row.view() for row in rows if isinstance(row, table.Settings)), SETTINGS)
    statuses = {row.key: row.view() for row in rows if isinstance(row, table.Status)}
    return Desk(
        settings, DEFAULTS | statuses, {row.key: row.view() for row in rows if isinstance(row, table.TicketType)}
    )


_desks: Remembered[Desk] = Remembered(stored)


def of(tenant: str) -> Desk:
    """How the desk is set up: no call as a rule, 1 call each half minute."""
    return _desks.of(tenant)


def forget(tenant: str) -> None:
    """Read it again when it is needed next."""
    _desks.forget(tenant)


def status(tenant: str, key: str) -> View:
    """A status that may be given; `Invalid` for one that is not there or retired."""
    return _found(tenant, "statuses", key, "status")


def type_(tenant: str, key: str) -> View:
    """A type that a ticket may have; `Invalid` for one that is not there or retired."""
    return _found(tenant, "types", key, "type")


def first_status(tenant: str, category: str) -> str:
    """The status by which a category is entered where nobody said which: the first in the tenant's order."""
    found = [each for each in of(tenant).statuses.values() if each["category"] == category and not each["retired"]]
    return str(min(found, key=lambda each: (each["position"], each["key"]))["key"])


def _found(tenant: str, what: str, key: str, pointer: str) -> View:
    found = getattr(of(tenant), what).get(key)
    if found is None:  # it may have been defined a moment ago, elsewhere
        forget(tenant)
        found = getattr(of(tenant), what).get(key)
    if found is None or found["retired"]:
        raise Invalid(errors=[{"pointer": f"/{pointer}", "reason": f"is no {pointer} that can be given here"}])
    return dict(found)

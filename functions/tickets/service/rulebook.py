"""The automation rules of a tenant, read: those that are on are remembered, since every write asks for them."""

from __future__ import annotations

from typing import Any

from onestop import tables
from onestop.remembered import Remembered
from tickets import table
from tickets.domain.automation import in_order

View = dict[str, Any]


def stored(tenant: str) -> list[View]:
    """All rules of a tenant as they are now: 1 call."""
    with tables.served():
        rows = list(table.Rule.query(table.rules_pk(tenant), consistent_read=True))
    return [row.view() for row in rows if not tables.over(row)]


def _active(tenant: str) -> list[View]:
    return in_order(rule for rule in stored(tenant) if rule["active"])


_remembered: Remembered[list[View]] = Remembered(_active)


def active(tenant: str) -> list[View]:
    """The rules that are on, in their order: no call as a rule, 1 call each half minute."""
    return _remembered.of(tenant)


def forget(tenant: str) -> None:
    """Read them again when they are needed next."""
    _remembered.forget(tenant)

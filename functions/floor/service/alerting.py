"""Alerts: raised once, cleared when they are over, and looked after meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from floor import events, table
from floor.domain.alerts import Rule
from floor.domain.item import NOWHERE
from onestop import clock, lists, once, records, tables
from onestop.errors import NotFound, VersionMismatch, WrongState
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.once import Once, guards
from onestop.tables import Step, creates, deletes, updates

UP, CLEARED = "up", "cleared"


@dataclass(frozen=True, slots=True)
class About:
    """What an alert is about: a queue and what was measured there, or a ticket and the words in it."""

    queue: str | None = None
    value: int | None = None
    ticket: str | None = None
    number: str | None = None
    customer: str | None = None
    words: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"ticket#{self.ticket}" if self.ticket else f"queue#{self.queue}"


def raise_alert(by: Caller, rule: Rule, about: About, *beside: Step) -> None:
    """Put an alert up: 1 call. `VersionMismatch` where this rule's alert about the same is up already."""
    alert_id = clock.new_id()
    row = table.Alert(table.alert_pk(by.tenant, alert_id), "record", id=alert_id, rule=rule.id, name=rule.name)
    row.kind, row.severity, row.threshold = rule.kind, rule.severity, rule.threshold
    row.queue = None if about.queue == NOWHERE else about.queue
    row.value, row.ticket, row.number, row.customer = about.value, about.ticket, about.number, about.customer
    row.words, row.state, row.raised_at = list(about.words), "raised", clock.timestamp()
    row.listed, row.stated = lists.partition(by.tenant, "alerts", alert_id), _stated(by.tenant, UP, alert_id)
    records.stamp(row, events.RAISED, by)
    up = table.Up(*table.up_keys(by.tenant, about.key, rule.id), id=alert_id, shown=row.view())
    tables.write(*beside, creates(up, _is_up), creates(row), table.turned(by.tenant))


def clear(by: Caller, alert_id: str) -> None:
    """Take an alert down, because what it tells of is over: 2 calls. One that is down stays so."""
    row = table.find_alert(by.tenant, alert_id)
    if row is None or row.state == CLEARED:
        return
    row.state, row.cleared_at, row.stated = CLEARED, clock.timestamp(), _stated(by.tenant, CLEARED, row.id)
    records.stamp(row, events.CLEARED, by)
    tables.write(updates(row), deletes(table.Up(*_place(by.tenant, row))), table.turned(by.tenant))


def acknowledge(by: Caller, alert_id: str, repeat: Once | None = None) -> dict[str, Any]:
    """Note who looks after an alert: 2 calls. Raises `NotFound`, or `WrongState` for one that is over or taken."""
    row = table.find_alert(by.tenant, alert_id)
    if row is None:
        raise NotFound("There is no such alert.")
    if row.state != "raised":
        once.replay(table.Guard, repeat)
        raise WrongState("This alert is over." if row.state == CLEARED else "Somebody looks after this alert already.")
    row.state, row.acknowledged_by, row.acknowledged_at = "acknowledged", by.actor, clock.timestamp()
    records.stamp(row, events.ACKNOWLEDGED, by)
    view = row.view()
    shown = Step("save", table.Up(*_place(by.tenant, row), id=row.id, shown=view), _is_up)
    tables.write(*guards(table.Guard, repeat, view), updates(row), shown, table.turned(by.tenant))
    return view


def listed(by: Caller, state: str | None, part: Range) -> Page:
    """Alerts, of one state if it is named: 1 call for each shard of the list."""
    if state:
        partitions = lists.partitions(by.tenant, f"alerts/{state}")
        return lists.read(table.Alert.by_state, partitions, part, table.ByState.id)
    return lists.read(table.Alert.by_creation, lists.partitions(by.tenant, "alerts"), part, table.ByCreation.id)


def key(shown: Mapping[str, Any]) -> str:
    """What an alert is about, which it says once: the same for each alert of a rule about the same."""
    return f"{About(shown['queue'] or NOWHERE, ticket=shown['ticket']).key}#{shown['rule']}"


def _place(tenant: str, row: table.Alert) -> tuple[str, str]:
    return table.up_keys(tenant, About(row.queue or NOWHERE, ticket=row.ticket).key, row.rule)


def _stated(tenant: str, state: str, alert_id: str) -> str:
    return lists.partition(tenant, f"alerts/{state}", alert_id)


def _is_up(_: Any) -> Exception:
    return VersionMismatch("This alert is up already.")

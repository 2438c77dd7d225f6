"""Rules of alerts: what a tenant wants to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from floor import events, table
from floor.domain import alerts
from onestop import clock, once, records, tables
from onestop.errors import Conflict, NotFound
from onestop.events import changes
from onestop.identity import Caller
from onestop.once import Once
from onestop.records import ANY_VERSION
from onestop.remembered import Remembered
from onestop.shaping import fill, patched
from onestop.tables import Step, served

if TYPE_CHECKING:
    from floor import schemas

MOST = 100


def create(by: Caller, new: schemas.NewAlertRule, repeat: Once | None = None) -> dict[str, Any]:
    """Make a rule and return its view: 2 calls. Raises `Conflict` beyond 100 rules."""
    if len(rules(by.tenant)) >= MOST:
        once.replay(table.Guard, repeat)
        raise Conflict(f"There are {MOST} rules already; that is the most.")
    rule_id, at = clock.new_id(), clock.timestamp()
    row = table.Rule(table.rules_pk(by.tenant), rule_id, id=rule_id, created_at=at, updated_at=at)
    fill(row, new.whole())
    records.stamp(row, events.RULE_CREATED, by)
    view = row.view()
    watch = Step("save", table.Watch(*table.watch_keys(by.tenant), tenant=by.tenant), lambda _: AssertionError())
    tables.write(*once.guards(table.Guard, repeat, view), tables.creates(row), watch)
    in_force.forget(by.tenant)
    return view


def change(by: Caller, rule_id: str, patch: schemas.AlertRulePatch, if_match: int) -> dict[str, Any]:
    """Change a rule: 2 calls, 1 where nothing changes."""
    from floor import schemas  # noqa: PLC0415  pydantic, which a look does without

    row = there(by.tenant, rule_id, if_match)
    before = row.view()
    said = patched(schemas.NewAlertRule, before, patch.given()).whole()
    changed = changes(before, {**before, **said})
    if not changed:
        return before
    fill(row, said)
    row.updated_at = clock.timestamp()
    records.stamp(row, events.RULE_CHANGED, by, changed)
    tables.write(tables.updates(row))
    in_force.forget(by.tenant)
    return row.view()


def there(tenant: str, rule_id: str, if_match: int = ANY_VERSION) -> table.Rule:
    """The latest version of a rule; `NotFound` or `VersionMismatch` otherwise: 1 call."""
    row = tables.get(table.Rule, table.rules_pk(tenant), rule_id, consistent=True)
    if row is None:
        raise NotFound("There is no such rule.")
    records.must_match(row, if_match)
    return row


def rules(tenant: str) -> list[table.Rule]:
    """All rules of a tenant, the oldest first: 1 call."""
    with served():
        return list(table.Rule.query(table.rules_pk(tenant), limit=MOST, consistent_read=True))


def _in_force(tenant: str) -> list[alerts.Rule]:
    return [
        alerts.Rule(row.id, row.name, row.kind, row.severity, tuple(row.queues),
                    None if row.threshold is None else int(row.threshold), tuple(row.words))
        for row in rules(tenant) if row.active
    ]  # fmt: skip


in_force = Remembered(_in_force)  # the active rules of a tenant

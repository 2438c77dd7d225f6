"""Automation rules: defined, changed and thrown away."""

from __future__ import annotations

from typing import Any

from onestop import clock, lists, once, records, tables
from onestop.errors import Conflict, NotFound
from onestop.events import changes
from onestop.http import ANY_VERSION
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.once import Once
from onestop.shaping import fill, patched
from onestop.tables import Step
from tickets import events, schemas, table
from tickets.service import acting, batch_jobs, rulebook
from tickets.service.plans import KNOWN_EVERYWHERE

MOST = 200
MOST_ACTIVE = 100
WHOLE = ("trigger", "condition")  # a patch replaces these: a condition merged with another one would mean neither
NOT_CLOSED = {"field": "statusCategory", "op": "isNot", "value": "closed"}
CHANGES_MOMENTS = {"active", "trigger", "condition"}
View = dict[str, Any]


def define(by: Caller, new: schemas.NewAutomationRule, repeat: Once | None = None) -> View:
    """Define a rule and return it: 2 calls.

    Raises `Invalid` for a status that there is not, `Conflict` beyond 200 rules or 100 active ones.
    """
    said = new.whole()
    acting.check(by.tenant, said["actions"])
    there = rulebook.stored(by.tenant)
    if len(there) >= MOST or _too_many_active(there, said):
        once.replay(table.Guard, repeat)
        raise Conflict(f"There are {MOST} rules, or {MOST_ACTIVE} active ones, already; that is the most.")
    rule_id, at = clock.new_id(), clock.timestamp()
    row = table.Rule(table.rules_pk(by.tenant), rule_id, id=rule_id, author=by.actor, created_at=at, updated_at=at)
    fill(row, said)
    records.stamp(row, events.RULE_DEFINED, by)
    view = row.view()
    tables.write(*once.guards(table.Guard, repeat, view), tables.creates(row), *_arming(by, view))
    rulebook.forget(by.tenant)
    return dict(view)


def change(by: Caller, rule_id: str, patch: schemas.AutomationRulePatch, if_match: int) -> View:
    """Change a rule by a merge patch, in which trigger and condition replace what was there: 2 calls."""
    row = seen(by, rule_id, if_match)
    before, given = row.view(), patch.given()
    kept = {name: value for name, value in before.items() if name not in WHOLE or name not in given}
    said = patched(schemas.NewAutomationRule, kept, given).whole()
    changed = changes(before, {**before, **said})
    if not changed:
        return dict(before)
    acting.check(by.tenant, said["actions"])
    if said["active"] and not before["active"] and _too_many_active(rulebook.stored(by.tenant), said):
        raise Conflict(f"There are {MOST_ACTIVE} active rules already; that is the most.")
    fill(row, said)
    row.updated_at = clock.timestamp()
    records.stamp(row, events.RULE_CHANGED, by, changed)
    view = row.view()
    tables.write(tables.updates(row), *(_arming(by, view) if changed.keys() & CHANGES_MOMENTS else []))
    rulebook.forget(by.tenant)
    return dict(view)


def delete(by: Caller, rule_id: str, if_match: int) -> None:
    """Throw a rule away: 2 calls. Its log stays for its 90 days."""
    row = seen(by, rule_id, if_match)
    row.expires = clock.now()
    records.stamp(row, events.RULE_DELETED, by)
    tables.write(tables.updates(row))
    rulebook.forget(by.tenant)


def seen(by: Caller, rule_id: str, if_match: int = ANY_VERSION) -> table.Rule:
    """The latest version of a rule; `NotFound` or `VersionMismatch` otherwise: 1 call."""
    row = tables.get(table.Rule, table.rules_pk(by.tenant), rule_id, consistent=True)
    if row is None:
        raise NotFound("There is no such rule.")
    records.must_match(row, if_match)
    return row


def listed(by: Caller, part: Range) -> Page:
    """The rules in the order of their making: 1 call."""
    return lists.read(table.Rule, [table.rules_pk(by.tenant)], part, table.Rule.sk)


def _arming(by: Caller, rule: View) -> list[Step]:
    """The job by which the clock learns when a rule that waits has to act on tickets that are there already."""
    if not rule["active"] or "since" not in rule["trigger"]:
        return []
    job = batch_jobs.fresh(by, {"all": [NOT_CLOSED, rule["condition"]]}, [])
    job.rule = rule["id"]
    batch_jobs.advance(by, job, events.BATCH_STARTED, "waiting", KNOWN_EVERYWHERE)
    return [tables.creates(job)]


def _too_many_active(there: list[View], said: View) -> bool:
    return bool(said["active"]) and sum(each["active"] for each in there) >= MOST_ACTIVE

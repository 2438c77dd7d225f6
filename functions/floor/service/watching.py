"""Looking whether rules hold: each minute for all that is measured, and at once for what customers write."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from floor import table
from floor.domain import alerts
from floor.domain.alerts import KEYWORD, Finding
from floor.domain.item import NOWHERE
from floor.domain.keywords import found
from floor.service import alerting, looking, ruling
from floor.service.alerting import About
from floor.service.counting import known
from onestop import clock, tables
from onestop.errors import OneStopError, VersionMismatch
from onestop.events import Event
from onestop.identity import Caller, system
from onestop.observe import concerning, logger
from onestop.tables import creates, served


def sweep() -> int:
    """Look at every tenant that has rules, and return how many there were: 1 call for each shard of their list.

    What fails does not hold up the others; the first fault that is none of ours is raised when all were looked at.
    """
    tenants, faults = _watched(), []
    for tenant in tenants:
        concerning(tenant)
        try:
            look(tenant)
        except OneStopError as error:  # the next minute comes
            logger.info("not yet", code=error.code)
        except Exception as fault:  # noqa: BLE001  whatever one of them does, the others are looked at
            logger.exception("not looked at")
            faults.append(fault)
    concerning()
    if faults:
        raise faults[0]
    return len(tenants)


def _watched() -> list[str]:
    with served():
        return [row.tenant for pk in table.watched() for row in table.Watch.query(pk)]


def look(tenant: str) -> None:
    """Raise what holds and is not up, clear what is up and holds no longer: 1 call for each shard of the floor and
    each queue in which somebody waits, and 1 now and then for the rules."""
    rules, floor = ruling.in_force.of(tenant), looking.read(tenant)
    by = system("floor", tenant, clock.new_id())
    up = {alerting.key(each): each["id"] for each in floor.alerts if each["kind"] != KEYWORD}
    holds = {f"{About(each.queue).key}#{each.rule.id}": each for each in alerts.findings(rules, floor)}
    for key in holds.keys() - up.keys():
        _raise(by, holds[key])
    for key in up.keys() - holds.keys():
        alerting.clear(by, up[key])
    for alert_id in _about_what_is_done(tenant, floor.alerts):
        alerting.clear(by, alert_id)


def _about_what_is_done(tenant: str, up: list[dict[str, Any]]) -> Iterator[str]:
    """Alerts about tickets that are done: one may be raised at the very moment in which its ticket is solved."""
    tickets = {each["ticket"] for each in up if each["kind"] == KEYWORD}
    rows = tables.get_many(table.Item, [table.item_keys(tenant, each) for each in tickets])
    done = {row.id for row in rows if row.finished}
    return (each["id"] for each in up if each["ticket"] in done)


def _raise(by: Caller, finding: Finding) -> None:
    with suppress(VersionMismatch):  # somebody else has just looked
        alerting.raise_alert(by, finding.rule, About(finding.queue, finding.value))


def listen(event: Event) -> None:
    """Look for words in what a customer wrote with an event of a ticket or a comment: no call where none is found."""
    record = event.data["record"]
    if record.get("from") == "agent":
        return
    texts = [record.get(name) for name in ("subject", "description", "body")]
    rules = [rule for rule in ruling.in_force.of(event.tenant) if rule.kind == KEYWORD]
    hits = {rule: words for rule in rules if (words := found(rule.words, *texts))}
    if hits:
        _tell(event, hits)


def _tell(event: Event, hits: dict[alerts.Rule, list[str]]) -> None:
    """Raise an alert for each rule, unless the ticket is done; once for a ticket, however often it is heard of."""
    record = event.data["record"]
    ticket = record.get("ticket") or record["id"]
    item = known(event.tenant, ticket).read()
    queue = record.get("queue") or (item.queue if item.queue != NOWHERE else None)
    for rule, words in hits.items() if not item.finished else ():
        if rule.is_about(queue):
            about = About(queue, None, ticket, record.get("number") or item.number, record["requester"], tuple(words))
            told = table.Told(*table.told_keys(event.tenant, rule.id, ticket), expires=clock.now() + table.KEPT)
            with suppress(VersionMismatch):  # it was told before
                alerting.raise_alert(event.caller("floor"), rule, about, creates(told))


def finish(event: Event) -> None:
    """Clear what was raised about a ticket that is done: 1 call where there is nothing."""
    for up in looking.alerts_up(event.tenant, f"ticket#{event.data['record']['id']}#"):
        alerting.clear(event.caller("floor"), up.id)

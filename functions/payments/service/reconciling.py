"""Comparing a day with a provider's books, and naming whatever does not agree."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any

from onestop import clock, due, lists, once, records, tables
from onestop.errors import AlreadyTaken, Invalid, NotFound
from onestop.identity import Caller, system
from onestop.lists import Page, Range
from onestop.once import Once, Replayed
from onestop.tables import creates, updates
from payments import events, provider, schemas, table
from payments.domain import operation
from payments.domain.differences import difference
from payments.domain.tally import Line, Tally
from payments.service import comparing, differing
from payments.service.comparing import Pair

AT_ONCE = 200  # references that are compared between two writes
PARTS = 5  # of them in one request; with what is left, the clock goes on
PATIENCE = timedelta(seconds=60)  # after which the clock takes over
RUNNING, DONE = "running", "done"
View = dict[str, Any]


def reconcile(by: Caller, new: schemas.NewReconciliation, repeat: Once | None = None) -> View:
    """Compare a day: 1,000 references at once, the rest within minutes. Raises `Invalid` for a day to come."""
    day = new.day.isoformat()
    if day > clock.timestamp()[:10]:
        raise Invalid(errors=[{"pointer": "/day", "reason": "is in the future"}])
    provider.named(new.provider)
    row = _opened(by, day, new.provider)
    try:
        once.replay(table.Guard, repeat)
        tables.write(*once.guards(table.Guard, repeat, {"id": row.id}), creates(row))
    except Replayed as before:
        raise Replayed(shown(by, before.made["id"])) from None
    return go_on(by, row.id)


def open_everywhere(day: str) -> int:
    """Have a day compared for every tenant who has something on it, once each; the clock then goes on with it.

    Returns how many there were, provider by provider.
    """
    everybody = [(tenant, company) for company in provider.PROVIDERS for tenant in comparing.tenants(day, company)]
    for tenant, company in everybody:
        by = system("payments", tenant, clock.new_id())
        row = _opened(by, day, company)
        guard = Once(tenant, "daily reconciliation", f"{company}/{day}", day)
        with suppress(Replayed):
            tables.write(*once.guards(table.Guard, guard, {"id": row.id}), creates(row))
    return len(everybody)


def _opened(by: Caller, day: str, company: str) -> table.Reconciliation:
    reconciliation_id, tally = clock.new_id(), Tally()
    row = table.Reconciliation(table.reconciliation_pk(by.tenant, reconciliation_id), "record", id=reconciliation_id)
    row.day, row.provider, row.counts, row.sums = day, company, tally.counts, tally.sums
    row.listed, row.created_at = lists.partition(by.tenant, "reconciliations", row.id), clock.timestamp()
    return _stamped(by, row, RUNNING)


def _stamped(by: Caller, row: table.Reconciliation, state: str) -> table.Reconciliation:
    row.state, row.updated_at = state, clock.timestamp()
    look_at = due.partition(row.id), clock.rfc3339(clock.now() + PATIENCE)
    row.waiting, row.due = look_at if state == RUNNING else (None, None)
    records.stamp(row, events.RECONCILIATION_ADVANCED if state == RUNNING else events.RECONCILIATION_DONE, by)
    return row


def go_on(by: Caller, reconciliation_id: str) -> View:
    """Compare on from where a reconciliation has come to, and return it."""
    for _ in range(PARTS):
        row = records.settled(lambda: _advanced(by, reconciliation_id))
        if row.state == DONE:
            break
    return row.view()


def _advanced(by: Caller, reconciliation_id: str) -> table.Reconciliation:
    row = _fetched(by, reconciliation_id, consistent=True)
    if row.state == DONE:
        return row
    pairs, more = comparing.part(by.tenant, row.day, row.provider, row.position, AT_ONCE)
    tally = Tally.of(row.counts, row.sums)
    for pair in pairs:
        tally.add(*_lines(pair), differs=_differs(by, row, pair))
    row.counts, row.sums = tally.counts, tally.sums
    row.position = pairs[-1].reference if pairs else row.position
    tables.write(updates(_stamped(by, row, RUNNING if more else DONE)))
    return row


def _lines(pair: Pair) -> tuple[list[Line], list[Line]]:
    here = [pair.here] if pair.here else []
    ours = [Line(each.operation, each.amount["amount"], each.amount["currency"]) for each in here]
    return ours, [Line(each.operation, each.amount, each.currency) for each in pair.there]


def _differs(by: Caller, row: table.Reconciliation, pair: Pair) -> bool:
    """Whether both sides disagree about a reference, which is then on record."""
    said = comparing.sides(by, pair, row.provider)
    what = difference(*said)
    if what is None:
        return False
    named = operation.read(pair.reference)
    payment = table.fetch(by.tenant, named.payment) if named else None
    with suppress(AlreadyTaken):
        tables.write(*differing.steps(by, what, pair.reference, said, payment, row.id))
    return True


def _fetched(by: Caller, reconciliation_id: str, *, consistent: bool = False) -> table.Reconciliation:
    keys = table.reconciliation_pk(by.tenant, reconciliation_id), "record"
    row = tables.get(table.Reconciliation, *keys, consistent=consistent)
    if row is None:
        raise NotFound("There is no such reconciliation.")
    return row


def shown(by: Caller, reconciliation_id: str) -> View:
    """One reconciliation: 1 call."""
    return _fetched(by, reconciliation_id).view()


def listed(by: Caller, part: Range) -> Page:
    """Reconciliations: 1 call for each shard of the list."""
    partitions = lists.partitions(by.tenant, "reconciliations")
    return lists.read(table.Reconciliation.by_creation, partitions, part, table.ByCreation.id)

"""Differences between us and a provider: found once, and settled by a person who says how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from onestop import clock, lists, records, tables
from onestop.errors import AlreadyTaken, NotFound, WrongState
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.once import Once, guards, replay
from onestop.tables import Step, creates, updates
from payments import events, schemas, table
from payments.domain import operation
from payments.domain.differences import Said
from payments.domain.operation import Operation
from payments.service import asking
from payments.service.asking import Learnt

OPEN, SETTLED = "open", "settled"


def at_once(by: Caller, row: table.Payment, about: Operation, learnt: Learnt) -> list[Step]:
    """The steps that record a difference which an answer brought to light."""
    expected, found = Said("done", learnt.expected, row.currency), learnt.outcome
    booked = Said(found.state, found.amount, found.currency, found.id)
    return steps(by, str(learnt.difference), asking.reference(row, about), (expected, [booked]), row)


def steps(
    by: Caller, what: str, reference: str, said: tuple[Said | None, Sequence[Said]], payment: table.Payment | None,
    reconciliation: str | None = None,
) -> list[Step]:  # fmt: skip
    """The steps that record a difference. `AlreadyTaken` where it is on record."""
    difference_id, at = clock.new_id(), clock.timestamp()
    row = table.Difference(table.difference_pk(by.tenant, difference_id), "record", id=difference_id, what=what)
    named = operation.read(reference) or operation.Reference(by.tenant, "", "", "")
    row.reference, row.payment, row.operation = reference, named.payment or None, named.kind or None
    row.order, row.customer = row.payment, payment.customer if payment else None
    here, there = said
    row.here, row.there = here and asdict(here), [asdict(each) for each in there]
    row.reconciliation, row.created_at, row.updated_at = reconciliation, at, at
    _place(by.tenant, row, OPEN)
    records.stamp(row, events.DIFFERENCE_FOUND, by)
    found = table.Found(*table.found_keys(by.tenant, reference, what), difference=difference_id)
    return [creates(found, lambda _: AlreadyTaken("This difference is on record.")), creates(row)]


def _place(tenant: str, row: table.Difference, state: str) -> None:
    row.state, row.state_key = state, row.id
    row.listed = lists.partition(tenant, "differences", row.id)
    row.stated = lists.partition(tenant, f"differences/{state}", row.id)


def settle(by: Caller, difference_id: str, said: schemas.Settlement, repeat: Once | None = None) -> dict[str, Any]:
    """Say what was found out about a difference: 2 calls. `WrongState` where somebody has done so before."""
    row = tables.get(table.Difference, table.difference_pk(by.tenant, difference_id), "record", consistent=True)
    if row is None:
        raise NotFound("There is no such difference.")
    if row.state == SETTLED:
        _refuse_unless_repeated(repeat)
    row.note, row.settled_by, row.updated_at = said.note, by.actor, clock.timestamp()
    _place(by.tenant, row, SETTLED)
    records.stamp(row, events.DIFFERENCE_SETTLED, by)
    view = row.view()
    tables.write(*guards(table.Guard, repeat, view), updates(row))
    return view


def _refuse_unless_repeated(repeat: Once | None) -> None:
    replay(table.Guard, repeat)
    raise WrongState("This difference is settled.")


def shown(by: Caller, difference_id: str) -> dict[str, Any]:
    """One difference: 1 call."""
    row = tables.get(table.Difference, table.difference_pk(by.tenant, difference_id), "record")
    if row is None:
        raise NotFound("There is no such difference.")
    return row.view()


def listed(by: Caller, state: str | None, part: Range) -> Page:
    """Differences, of one state if it is named: 1 call for each shard of the list."""
    if state:
        partitions = lists.partitions(by.tenant, f"differences/{state}")
        return lists.read(table.Difference.by_state, partitions, part, table.ByState.state_key)
    partitions = lists.partitions(by.tenant, "differences")
    return lists.read(table.Difference.by_creation, partitions, part, table.ByCreation.id)

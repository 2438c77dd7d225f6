"""Opening a ticket."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from onestop import clock, once, tables
from onestop.errors import AlreadyTaken, TryAgain
from onestop.identity import Caller
from onestop.numbers import number_of
from onestop.once import Once
from onestop.tables import Step, creates, deletes
from tickets import events, schemas, table
from tickets.service import desk, editing, writing

View = dict[str, Any]


def open_(by: Caller, new: schemas.NewTicket, repeat: Once | None = None) -> View:
    """Open a ticket and return its view: 1 call.

    Raises `Invalid` for what its type's form does not allow or lacks, `AlreadyTaken` where another ticket has the
    external id, `Replayed` for a repeat.
    """
    row = fresh(by, new.whole())
    return opened(by, row, repeat)


def fresh(by: Caller, said: Mapping[str, Any], *, checked: bool = True) -> table.Ticket:
    """A ticket that is not written yet, with the fields `said` by their public names; `Invalid` as `open_` says.

    Unless it is `checked`, no form is asked: a ticket that goes on with another one may lack what is wanted by now.
    """
    ticket_id, at = clock.new_id(), clock.timestamp()
    row = table.Ticket(table.ticket_pk(by.tenant, ticket_id), "record", id=ticket_id, created_at=at, updated_at=at)
    row.number = number_of(datetime.fromisoformat(at).date(), ticket_id)
    key = said.get("status") or desk.first_status(by.tenant, "new")
    found = desk.status(by.tenant, key)
    row.take({**said, "status": found["key"], "statusCategory": found["category"]})
    row.waiting_since = row.last_customer_at = at
    if found["category"] in ("solved", "closed"):
        row.resolved_at, row.waiting_since = at, None
        row.closed_at = at if found["category"] == "closed" else None
    if checked:
        editing.check_new(row)
    return row


def opened(by: Caller, row: table.Ticket, repeat: Once | None = None, beside: Iterable[Step] = ()) -> View:
    """Write a new ticket with what is unique of it, and what is to be written `beside`; its view: 1 call."""
    step = writing.prepared(by, row, events.OPENED, None)
    view = row.view()
    tables.write(*once.guards(table.Guard, repeat, view), *beside, *claims(row), step)
    return view


def claims(row: table.Ticket) -> list[Step]:
    """What makes its number and its external id this ticket's own."""
    return [_claims_number(row), *claims_external_id(row)]


def claims_external_id(row: table.Ticket) -> list[Step]:
    if row.external_id is None:
        return []
    pk = table.unique_pk(row.tenant, "externalId", row.external_id)
    return [creates(table.Unique(pk, "guard", ticket=row.id), _taken)]


def frees_external_id(row: table.Ticket, external_id: str | None) -> list[Step]:
    """What gives up the external id that a ticket had."""
    if external_id is None:
        return []
    guard = table.Unique(table.unique_pk(row.tenant, "externalId", external_id), "guard", ticket=row.id)
    return [deletes(guard, when=table.Unique.ticket == row.id)]


def _claims_number(row: table.Ticket) -> Step:
    """Once in a long while the number is another's: the next try gives another one."""
    guard = table.Unique(table.unique_pk(row.tenant, "number", row.number), "guard", ticket=row.id)
    return creates(guard, lambda _: TryAgain("The number that the ticket was given is taken; try again."))


def _taken(raw: dict[str, Any] | None) -> Exception:
    holder = table.Unique.from_raw_data(raw).ticket if raw else None
    return AlreadyTaken("Another ticket has this external id.", ticket=holder)

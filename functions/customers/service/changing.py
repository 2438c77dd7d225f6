"""Changing, trashing and restoring a customer."""

from datetime import timedelta
from typing import Any

from pydantic import ValidationError

from customers import events, table
from customers.schemas import CustomerPatch, NewCustomer
from customers.service import custom_fields, guarding
from customers.service.finding import seen
from customers.service.registering import fill, place
from onestop import clock, once, records, tables
from onestop.errors import Invalid
from onestop.events import Kind, changes
from onestop.http.problems import pointers
from onestop.identity import Caller
from onestop.once import Once
from onestop.visibility import must_change

TRASH_KEPT = timedelta(days=30)
NOT_SET = ("id", "createdAt", "updatedAt", "deletedAt", "version")


def change(
    by: Caller, customer_id: str, patch: CustomerPatch, if_match: int, *, allow_duplicates: bool = False
) -> dict[str, Any]:
    """Apply a merge patch and return the new view: 2 calls, or 1 where nothing changes.

    Raises `NotFound`, `VersionMismatch`, `Forbidden`, `Invalid` and what `register` raises.
    """
    row = _mine(by, customer_id, if_match)
    before = row.view()
    said = _patched(before, patch.given())
    custom_fields.must_fit(by.tenant, said["custom"], already=before["custom"])
    if not changes(before, {**before, **said}):
        return before
    return _rewrite(by, row, events.CHANGED, said, allow_duplicates=allow_duplicates)


def trash(by: Caller, customer_id: str, if_match: int) -> None:
    """Move a customer to the trash, from which it is gone for good after 30 days. Its addresses are free again."""
    row = _mine(by, customer_id, if_match)
    row.expires = clock.now() + TRASH_KEPT
    _rewrite(by, row, events.DELETED, {"deletedAt": clock.timestamp()})


def restore(by: Caller, customer_id: str, repeat: Once | None = None) -> dict[str, Any]:
    """Take a customer out of the trash. Raises `AlreadyTaken` if somebody has got one of its addresses since."""
    once.replay(table.Guard, repeat)  # before the look-up: what was restored is no longer in the trash
    row = seen(by, customer_id, trashed=True)
    must_change(by, row.view())
    row.expires = None
    return _rewrite(by, row, events.RESTORED, {"deletedAt": None}, repeat, allow_duplicates=True)


def _mine(by: Caller, customer_id: str, if_match: int) -> table.Customer:
    row = seen(by, customer_id)
    records.must_match(row, if_match)
    must_change(by, row.view())
    return row


def _patched(before: dict[str, Any], patch: dict[str, Any]) -> dict[str, Any]:
    """The fields as they will be, checked as a whole like those of a new customer."""
    current = {name: value for name, value in before.items() if name not in NOT_SET and value is not None}
    if "name" not in patch and {"givenName", "familyName"} & patch.keys():
        current.pop("name")
    try:
        return NewCustomer.model_validate(records.merged(current, patch)).whole()
    except ValidationError as failure:
        raise Invalid(errors=pointers(failure)) from failure


def _rewrite(
    by: Caller,
    row: table.Customer,
    kind: Kind,
    said: dict[str, Any],
    repeat: Once | None = None,
    *,
    allow_duplicates: bool = False,
) -> dict[str, Any]:
    """Write the next version together with the items beside it that have to move."""
    before = row.view()
    fill(row, said)
    row.updated_at = clock.timestamp()
    records.stamp(row, kind, by, changes(before, row.view()))
    place(row, by.tenant)
    view = row.view()
    held, holds = (guarding.NOBODY if each["deletedAt"] else each for each in (before, view))
    moves = guarding.moves(by.tenant, row.id, held, holds, allow_duplicates=allow_duplicates)
    tables.write(*once.guards(table.Guard, repeat, view), *moves, tables.updates(row))
    return view

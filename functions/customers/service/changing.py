"""Changing, trashing and restoring a customer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from customers import events, schemas, table
from customers.service import custom_fields, finding, guarding
from customers.service.registering import place
from onestop import clock, once, records, tables
from onestop.errors import Conflict, Forbidden
from onestop.events import Kind, changes
from onestop.identity import Caller
from onestop.once import Once
from onestop.shaping import fill, patched

TRASH_KEPT = timedelta(days=30)


def change(
    by: Caller, customer_id: str, patch: schemas.CustomerPatch, if_match: int, *, allow_duplicates: bool = False
) -> dict[str, Any]:
    """Apply a merge patch and return the new view: 2 calls, or 1 where nothing changes.

    Raises `NotFound`, `VersionMismatch`, `Forbidden`, `Invalid` and what `register` raises.
    """
    row = finding.changeable(by, customer_id)
    records.must_match(row, if_match)
    return amend(by, row, patch, allow_duplicates=allow_duplicates)


def amend(by: Caller, row: table.Customer, patch: schemas.CustomerPatch, *, allow_duplicates: bool) -> dict[str, Any]:
    """Apply a merge patch to a customer that was read: 1 call, none where nothing changes."""
    before = row.view()
    said = _patched(before, patch.given())
    said["custom"] = custom_fields.fitting(by.tenant, row.kind, said["custom"], before["custom"])
    if not changes(before, {**before, **said}):
        return before
    return _rewrite(by, row, events.CHANGED, said, allow_duplicates=allow_duplicates)


def trash(by: Caller, customer_id: str, if_match: int) -> None:
    """Move a customer to the trash, from which it is gone for good after 30 days. Its addresses are free again."""
    row = finding.changeable(by, customer_id)
    records.must_match(row, if_match)
    row.expires = clock.now() + TRASH_KEPT
    _rewrite(by, row, events.DELETED, {"deletedAt": clock.timestamp()})


def restore(by: Caller, customer_id: str, repeat: Once | None = None) -> dict[str, Any]:
    """Take a customer out of the trash. Raises `AlreadyTaken` if somebody has got one of its addresses since."""
    once.replay(table.Guard, repeat)  # before the look-up: what was restored is no longer in the trash
    row = finding.changeable(by, customer_id, trashed=True)
    row.expires = row.purging = None
    return _rewrite(by, row, events.RESTORED, {"deletedAt": None}, repeat, allow_duplicates=True)


def follow(by: Caller, customer_id: str, *, following: bool) -> dict[str, Any]:
    """Let the caller follow a customer, or no longer, and return its view: 2 calls, 1 where it is so already.

    Everybody who sees a customer may follow it. Two who do so at once do not get into each other's way.
    """
    kind, _, member = by.actor.partition("/")
    if kind != "member":
        raise Forbidden("Only members follow customers.")

    def once_more() -> dict[str, Any]:
        row = finding.seen(by, customer_id, to_write=True)
        others = [each for each in row.followers if each != member]
        return _followed_by(by, row, [*others, member] if following else others)

    return records.settled(once_more)


def _followed_by(by: Caller, row: table.Customer, followers: list[str]) -> dict[str, Any]:
    if set(followers) == set(row.followers):
        return row.view()
    if len(followers) > schemas.MOST_FOLLOWERS:
        raise Conflict(f"{schemas.MOST_FOLLOWERS} members follow this customer; that is the most.")
    return _rewrite(by, row, events.CHANGED, {"followers": sorted(followers)})


def _patched(before: dict[str, Any], patch: dict[str, Any]) -> dict[str, Any]:
    """The fields as they will be; the name follows its parts unless it is given."""
    named = "name" in patch or not {"givenName", "familyName"} & patch.keys()
    current = before if named else {**before, "name": None}
    return patched(schemas.NewCustomer, current, patch).whole()


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

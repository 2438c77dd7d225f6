"""Changing tickets by a patch, and throwing them away. A stale patch is merged unless it clashes with a newer one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop import clock, records, tables
from onestop.errors import VersionMismatch
from onestop.identity import Caller
from onestop.records import ANY_VERSION
from onestop.shaping import patched
from onestop.tables import Step
from tickets import events, schemas, table
from tickets.domain import conflicts
from tickets.service import editing, finding, opening, writing

View = dict[str, Any]


def change(by: Caller, ticket_id: str, patch: schemas.TicketPatch, if_match: int) -> View:
    """Apply a merge patch and return the new view: 2 calls, or 1 where nothing changes.

    A patch of an older version is merged with what was changed since. Raises `VersionMismatch` with `conflicts` where
    somebody else has given one of its fields yet another value, `NotFound`, `AlreadyTaken` for an external id, and
    what `editing.edit` raises.
    """
    clashes: list[View] = []

    def once_more() -> View:
        row = finding.seen(by, ticket_id, to_write=True)
        clashes[:] = _conflicts(row, patch.given(), if_match)
        return row.view() if clashes else _changed(by, row, patch)

    view = records.settled(once_more)
    if clashes:
        raise VersionMismatch(
            f"You changed version {if_match}; somebody else has changed the same since.",
            currentVersion=view["version"],
            conflicts=clashes,
        )
    return view


def trash(by: Caller, ticket_id: str, if_match: int) -> None:
    """Throw a ticket away with all that hangs on it: 2 calls; what hangs on it goes when the event has come."""
    row = finding.seen(by, ticket_id, to_write=True)
    must_match(row, if_match)
    before = row.view()
    step = writing.prepared(by, row, events.TRASHED, before)
    writing.displace(row)
    row.expires = clock.now()
    tables.write(*opening.frees_external_id(row, row.external_id), step)


def must_match(row: table.Ticket, if_match: int) -> None:
    """Raise `VersionMismatch`, with what has changed since, unless `if_match` is the version that is there."""
    if if_match in (ANY_VERSION, row.version):
        return
    raise VersionMismatch(
        f"You changed version {if_match}; by now it is version {row.version}.",
        currentVersion=row.version,
        changed=conflicts.newer(row.view(), row.touched or {}, if_match),
    )


def _conflicts(row: table.Ticket, given: Mapping[str, Any], if_match: int) -> list[View]:
    if if_match in (ANY_VERSION, row.version):
        return []
    past = [(version, before) for version, before in row.past]
    return conflicts.conflicts(row.view(), past, row.touched or {}, if_match, conflicts.leaves(given))


def _changed(by: Caller, row: table.Ticket, patch: schemas.TicketPatch) -> View:
    before = row.view()
    said = patched(schemas.ChangedTicket, before, patch.given()).whole()
    editing.edit(by, row, said)
    if not conflicts.differing(before, row.view()):
        return before
    return writing.write(by, row, None, before, *_moves(row, before["externalId"]))


def _moves(row: table.Ticket, had: str | None) -> list[Step]:
    """What is unique of a ticket, where that is another now."""
    if row.external_id == had:
        return []
    return [*opening.claims_external_id(row), *opening.frees_external_id(row, had)]

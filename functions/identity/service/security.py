"""Records of what happened at the door; the event that each carries reaches the log."""

from dataclasses import replace
from datetime import timedelta

from identity import table
from onestop import clock, records, tables
from onestop.events import Kind
from onestop.identity import Caller
from onestop.tables import Step, key

KEPT = timedelta(days=30)


def happened(by: Caller, kind: Kind, member: str | None = None, client: str | None = None) -> Step:
    """The step that records something. `by` is who made the request; nothing that was typed is kept."""
    record_id = clock.new_id()
    row = table.Security(
        key(by.tenant, "security", record_id), "record", id=record_id, what=kind.name, member=member, client=client,
        address=by.address, at=clock.timestamp(), expires=clock.now() + KEPT,
    )  # fmt: skip
    records.stamp(row, kind, by)
    return tables.creates(row)


def inside(by: Caller, tenant: str, member: str | None = None) -> Caller:
    """The anonymous caller of a public route, once it is known whose tenant it is about."""
    return replace(by, tenant=tenant, actor=f"member/{member}" if member else by.actor)

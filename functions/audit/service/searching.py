"""Searching the log: by record, actor, correlation or time, each from an index of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit import table
from audit.domain import CHANGES, SECURITY
from onestop import lists
from onestop.errors import NotFound
from onestop.identity import Caller
from onestop.lists import Page, Range

if TYPE_CHECKING:
    from audit.schemas import AuditQuery, TimeQuery


def found(by: Caller, asked: AuditQuery, part: Range) -> Page:
    """One page of the log: 1 call; by time, 1 for each shard of its two lists.

    A type narrows the page that was read, so it may come back short; it goes on by its cursor all the same.
    """
    page = _found(by.tenant, asked, part)
    return Page([row for row in page.rows if asked.type in (None, row.type)], page.position)


def _found(tenant: str, asked: AuditQuery, part: Range) -> Page:
    if asked.record:
        return lists.read(table.Entry, [table.record_pk(tenant, asked.record)], part, table.Entry.sk)
    if asked.actor:
        return lists.read(table.Entry.by_actor, [table.actor_key(tenant, asked.actor)], part, table.ByActor.id)
    if asked.correlation:
        keys = [table.correlation_key(tenant, asked.correlation)]
        return lists.read(table.Entry.by_correlation, keys, part, table.ByCorrelation.id)
    return _by_time([*lists.partitions(tenant, CHANGES), *lists.partitions(tenant, SECURITY)], part)


def security(by: Caller, part: Range) -> Page:
    """One page of the security events: 1 call for each shard."""
    return _by_time(lists.partitions(by.tenant, SECURITY), part)


def entry(by: Caller, entry_id: str) -> table.Entry:
    """One entry by its event's id: 2 calls. Raises `NotFound`."""
    either = [lists.partition(by.tenant, name, entry_id) for name in (CHANGES, SECURITY)]
    rows = _by_time(either, Range(low=entry_id, high=entry_id, limit=1)).rows
    if not rows:
        raise NotFound("There is no such entry.")
    return rows[0]


def bounds(asked: TimeQuery) -> dict[str, str]:
    """The part of a list by time that lies from `since` until just before `until`."""
    low = {"low": lists.first_id(asked.since)} if asked.since else {}
    return low | ({"high": lists.first_id(asked.until)} if asked.until else {})


def _by_time(partitions: list[str], part: Range) -> Page:
    return lists.read(table.Entry.by_time, partitions, part, table.ByTime.id)

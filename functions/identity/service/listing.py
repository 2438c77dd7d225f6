"""Members as a list: those of one state, or the active ones of one role."""

from __future__ import annotations

from identity import schemas, table
from onestop import lists, tables
from onestop.identity import Caller
from onestop.lists import Page, Range


def listed(by: Caller, query: schemas.MemberQuery, part: Range) -> Page:
    """One page in the order of joining: 1 call for each shard, 1 more where a role is asked for."""
    if query.role:
        return _labelled(by.tenant, query.role, part)
    partitions = lists.partitions(by.tenant, f"members/{query.state or 'active'}")
    return lists.read(table.Member.by_creation, partitions, part, table.ByCreation.id)


def _labelled(tenant: str, role: str, part: Range) -> Page:
    found = lists.read(table.Label, lists.partitions(tenant, f"role/{role}"), part, table.Label.sk)
    keys = [(table.member_pk(tenant, row.sk), "record") for row in found.rows]
    return Page(tables.get_many(table.Member, keys), found.position)

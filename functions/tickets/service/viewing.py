"""Who else has a ticket open. Nobody says goodbye: a browser that is closed is forgotten after half a minute."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from onestop import clock, lists, tables
from onestop.identity import Caller
from onestop.lists import Range, prefix
from onestop.tables import creates
from tickets import schemas, table
from tickets.service import finding

View = dict[str, Any]
KEPT = timedelta(seconds=30)
MOST = 50


def view(by: Caller, ticket_id: str, new: schemas.Viewing) -> View:
    """Say that the caller has the ticket open, and return who else has: 3 calls, 1 write unit. To be said each 15 s."""
    finding.seen(by, ticket_id)
    member, at = by.actor.partition("/")[2], clock.now()
    others = viewers(by.tenant, ticket_id)
    before = next((each for each in others if each["member"] == member), None)
    row = table.Viewer(*table.viewer_keys(by.tenant, ticket_id, member), member=member, doing=new.doing)
    row.since, row.until = before["since"] if before else clock.rfc3339(at), clock.rfc3339(at + KEPT)
    row.expires = at + KEPT
    tables.write(creates(row, unless=table.Viewer.pk.exists()))
    return {"data": [each for each in others if each["member"] != member]}


def seen_by(by: Caller, ticket_id: str) -> View:
    """Who has the ticket open: 2 calls."""
    finding.seen(by, ticket_id)
    return {"data": viewers(by.tenant, ticket_id)}


def viewers(tenant: str, ticket_id: str) -> list[View]:
    """Those whose last word is not too long ago, who came first before others: 1 call."""
    part = Range(limit=MOST, **prefix("viewer#"))
    rows = lists.read(table.Viewer, [table.ticket_pk(tenant, ticket_id)], part, table.Viewer.sk).rows
    now = clock.timestamp()
    return sorted((row.view() for row in rows if row.until > now), key=lambda each: each["since"])

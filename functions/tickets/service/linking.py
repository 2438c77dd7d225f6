"""How tickets belong together: parents and children, problems and incidents, and what is merely related."""

from __future__ import annotations

from typing import Any

from onestop import clock, lists, once, records, tables
from onestop.errors import NotFound
from onestop.events import Event
from onestop.identity import Caller, system
from onestop.lists import Page, Range, prefix
from onestop.once import Once
from onestop.tables import Step, creates, updates
from tickets import events, schemas, table
from tickets.domain import links as rules
from tickets.domain import states
from tickets.service import desk, editing, finding, writing

View = dict[str, Any]


def link(by: Caller, ticket_id: str, new: schemas.NewLink, repeat: Once | None = None) -> View:
    """Link two tickets and return the link: 4 calls, with one more for each generation above a parent.

    Raises what `domain.links` raises, `NotFound` where there is no such ticket.
    """
    ticket, other = finding.pair(by, ticket_id, new.other)
    there = _of(by.tenant, ticket.id)
    rules.must_link(new.kind, ticket.id, other.id, there)
    rules.must_link(rules.INVERSE[new.kind], other.id, ticket.id, _of(by.tenant, other.id))
    if new.kind in ("parent", "child"):
        _must_stay_a_tree(by.tenant, *((ticket, other) if new.kind == "parent" else (other, ticket)))
    row, mirror = _link(by, ticket, new.kind, other), _link(by, other, rules.INVERSE[new.kind], ticket)
    view = row.view()
    again = table.Link.expires.exists()  # one that was removed, and not yet by DynamoDB
    steps = [
        creates(row, unless=again),
        creates(mirror, unless=again),
        *_points(by, ticket, new.kind, other.id),
        *_points(by, other, mirror.kind, ticket.id),
    ]
    tables.write(*once.guards(table.Guard, repeat, view), *steps)
    return view


def unlink(by: Caller, ticket_id: str, other_id: str, if_match: int) -> None:
    """Remove a link, from either side: 3 calls."""
    ticket, other = finding.pair(by, ticket_id, other_id)
    sides = [table.link_keys(by.tenant, ticket_id, other_id), table.link_keys(by.tenant, other_id, ticket_id)]
    rows = [row for row in tables.get_many(table.Link, sides, consistent=True) if not tables.over(row)]
    if not rows:
        raise NotFound("There is no such link.")
    records.must_match(rows[0], if_match)
    for row in rows:
        row.expires = clock.now()
        records.stamp(row, events.UNLINKED, by)
    mine, its = (row.kind for row in rows)
    tables.write(*map(updates, rows), *_points(by, ticket, mine, None), *_points(by, other, its, None))


def links(by: Caller, ticket_id: str, part: Range) -> Page:
    """What a ticket is linked to: 2 calls."""
    finding.seen(by, ticket_id)
    return lists.read(table.Link, [table.ticket_pk(by.tenant, ticket_id)], part, table.Link.sk)


def resolve_incidents(event: Event) -> None:
    """A problem that is solved solves its incidents: 1 call, and 2 for each that is still open."""
    by = system("tickets", event.tenant, event.correlation, event.id)
    problem = event.subject.removeprefix("tickets/")
    for kind, other in _of(event.tenant, problem):
        if kind == "incident":
            records.settled(lambda incident=other: _resolve(by, incident))


def _resolve(by: Caller, incident_id: str) -> None:
    row = table.fetch(by.tenant, incident_id, consistent=True)
    if row is None or row.status_category not in states.LIVE:
        return
    before = row.view()
    editing.edit(by, row, {"status": desk.first_status(by.tenant, "solved")})
    writing.write(by, row, None, before)


def _of(tenant: str, ticket_id: str) -> list[tuple[str, str]]:
    part = Range(limit=rules.MOST + 1, **prefix("link#"))
    rows = lists.read(table.Link, [table.ticket_pk(tenant, ticket_id)], part, table.Link.sk).rows
    return [(row.kind, row.other) for row in rows]


def _link(by: Caller, ticket: table.Ticket, kind: str, other: table.Ticket) -> table.Link:
    """One side of a link: each is part of another ticket's story."""
    row = table.Link(*table.link_keys(by.tenant, ticket.id, other.id), ticket=ticket.id, kind=kind, other=other.id)
    row.id, row.requester, row.created_by, row.created_at = (
        clock.new_id(), ticket.requester, by.actor, clock.timestamp()
    )  # fmt: skip
    records.stamp(row, events.LINKED, by)
    return row


def _points(by: Caller, ticket: table.Ticket, kind: str, other: str | None) -> list[Step]:
    """The ticket shows who its parent and its problem are, for those who look at it or filter by that."""
    if kind not in rules.ONE_ONLY:
        return []
    before = ticket.view()
    ticket.take({kind: other})
    return [writing.prepared(by, ticket, None, before)]


def _must_stay_a_tree(tenant: str, child: table.Ticket, parent: table.Ticket) -> None:
    ancestors = [parent.id]
    above = parent.parent
    while above and len(ancestors) <= rules.DEEPEST:
        ancestors.append(above)
        found = table.fetch(tenant, above)
        above = found.parent if found else None
    rules.must_stay_a_tree(child.id, ancestors, _generations_below(tenant, child.id, rules.DEEPEST))


def _generations_below(tenant: str, ticket_id: str, most: int) -> int:
    children = [other for kind, other in _of(tenant, ticket_id) if kind == "child"]
    if not children or most == 0:
        return 0
    return 1 + max(_generations_below(tenant, child, most - 1) for child in children)

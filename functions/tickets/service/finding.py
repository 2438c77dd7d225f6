"""Finding tickets: by id, by what is unique of them, by whose they are or how they stand, and as a sorted list."""

from __future__ import annotations

from typing import Any

from onestop import lists, tables
from onestop.errors import NotFound
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.numbers import checked
from onestop.tables import key
from tickets import schemas, table
from tickets.domain.states import CATEGORIES
from tickets.service import writing

SORTED: dict[str, tuple[Any, Any]] = {
    "createdAt": (table.Ticket.by_creation, table.ByCreation.id),
    "updatedAt": (table.Ticket.by_update, table.ByUpdate.update_key),
}


def seen(by: Caller, ticket_id: str, *, to_write: bool = False) -> table.Ticket:
    """A ticket, or `NotFound`: 1 call. `to_write` reads the latest version, at twice the price."""
    row: table.Ticket | None = table.fetch(by.tenant, ticket_id, consistent=to_write)
    if row is None:
        raise NotFound("There is no such ticket.")
    return row


def pair(by: Caller, one: str, other: str) -> tuple[table.Ticket, table.Ticket]:
    """Two tickets as they are now, or `NotFound`: 1 call, 1 read unit for each 4 KB. The same twice is one row."""
    keys = [(table.ticket_pk(by.tenant, each), "record") for each in dict.fromkeys((one, other))]
    rows = tables.get_many(table.Ticket, keys, consistent=True)
    found = {row.id: row for row in rows if not tables.over(row)}
    if one not in found or other not in found:
        raise NotFound("There is no such ticket.")
    return found[one], found[other]


def conversation(ticket: table.Ticket) -> list[str]:
    """The partitions that a ticket shows as one: its own, and those of all that was merged into it."""
    return [table.ticket_pk(ticket.tenant, each) for each in (ticket.id, *ticket.merged_from)]


def listed(by: Caller, query: schemas.TicketQuery, part: Range) -> Page:
    """One page of the tickets that a query asks for.

    2 calls: the keys, and the tickets by them. The keys are 1 call for each shard of the list, and for each of the six
    categories of status where an assignee's or a team's tickets are asked for and no category is named.
    """
    if query.number or query.externalId:
        return Page(_holders(by.tenant, query))
    index, partitions, sort_key = _where(by.tenant, query)
    return whole(lists.read(index, partitions, part, sort_key))


def whole(page: Page) -> Page:
    """The tickets of a page of which an index knows only the keys: 1 call for each 100."""
    rows = tables.get_many(table.Ticket, [(row.pk, row.sk) for row in page.rows])
    return Page([row for row in rows if not tables.over(row)], page.position)


def order(query: schemas.TicketQuery) -> tuple[str, bool]:
    """What the list is sorted by, and whether the highest comes first."""
    sort = query.sort or ("-updatedAt" if query.updatedSince else "-createdAt")
    return sort.lstrip("-"), sort.startswith("-")


def bounds(query: schemas.TicketQuery) -> dict[str, str]:
    """Which part of the sorted list a query asks for."""
    if query.updatedSince:
        return {"low": query.updatedSince}
    return {"low": lists.first_id(query.createdSince)} if query.createdSince else {}


def of_assignee(tenant: str, member: str, categories: tuple[str, ...] = CATEGORIES) -> tuple[Any, list[str], Any]:
    """The index, its partitions and its sort key for somebody's tickets."""
    found = [writing.assignees(tenant, member, each) for each in categories]
    return table.Ticket.by_assignee, found, table.ByAssignee.id


def of_team(tenant: str, team: str, categories: tuple[str, ...] = CATEGORIES) -> tuple[Any, list[str], Any]:
    """The same for a team's."""
    found = [one for each in categories for one in lists.partitions(tenant, writing.teams(team, each))]
    return table.Ticket.by_team, found, table.ByTeam.id


def of_requester(tenant: str, customer: str) -> tuple[Any, list[str], Any]:
    """The same for a customer's."""
    return table.Ticket.by_requester, [key(tenant, "tickets-of", customer)], table.ByRequester.id


def in_categories(tenant: str, categories: tuple[str, ...]) -> tuple[Any, list[str], Any]:
    """The same for all that stand so."""
    found = [one for each in categories for one in lists.partitions(tenant, f"tickets/{each}")]
    return table.Ticket.by_category, found, table.ByCategory.id


def _where(tenant: str, query: schemas.TicketQuery) -> tuple[Any, list[str], Any]:
    categories = (query.statusCategory,) if query.statusCategory else CATEGORIES
    if query.assignee:
        return of_assignee(tenant, query.assignee, categories)
    if query.team:
        return of_team(tenant, query.team, categories)
    if query.requester:
        return of_requester(tenant, query.requester)
    if query.statusCategory:
        return in_categories(tenant, categories)
    index, sort_key = SORTED[order(query)[0]]
    return index, lists.partitions(tenant, "tickets"), sort_key


def _holders(tenant: str, query: schemas.TicketQuery) -> list[table.Ticket]:
    """The ticket that has a number or an external id: 2 calls."""
    what, value = ("number", checked(query.number)) if query.number else ("externalId", query.externalId)
    guard = tables.get(table.Unique, table.unique_pk(tenant, what, value), "guard")
    row = table.fetch(tenant, guard.ticket) if guard else None
    return [row] if row else []

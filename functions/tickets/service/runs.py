"""The log of the automation: what came of a rule, and what rules did to a ticket. It is kept for 90 days."""

from __future__ import annotations

from onestop import lists, tables
from onestop.identity import Caller
from onestop.lists import Page, Range
from tickets import table
from tickets.service import finding, rules


def of_rule(by: Caller, rule_id: str, part: Range) -> Page:
    """What came of a rule, the latest first: 3 calls."""
    rules.seen(by, rule_id)
    found = lists.read(table.Run.by_creation, [table.runs_key(by.tenant, rule_id)], part, table.ByCreation.id)
    return Page(tables.get_many(table.Run, [(row.pk, row.sk) for row in found.rows]), found.position)


def of_ticket(by: Caller, ticket_id: str, part: Range) -> Page:
    """What rules did to a ticket, the latest first: 2 calls."""
    finding.seen(by, ticket_id)
    return lists.read(table.Run, [table.ticket_pk(by.tenant, ticket_id)], part, table.Run.sk)

"""Rules that act because a moment of a ticket is long enough ago."""

from __future__ import annotations

from onestop import tables
from onestop.identity import Caller
from onestop.tables import creates
from tickets import table
from tickets.domain import automation
from tickets.service import rulebook, timers, trying, writing
from tickets.service.acting import Acted


def fire(by: Caller, row: table.Ticket, at: str) -> bool:
    """Let the rules act that have waited long enough at a moment, all in one write; False where there is none.

    Each has had its turn then, whatever came of it, until its condition has been false. 1 call, and what the texts of
    the actions need. Raises `VersionMismatch` where somebody else has changed the ticket.
    """
    before, done, rounds = row.view(), timers.done(row), timers.rounds(row)
    rules = automation.due(automation.waiting(rulebook.active(row.tenant)), before, done, at)
    if not rules:
        return False
    acted, stopped = Acted(row, before), automation.stops_after(rounds)
    lines = [trying.tried(by, acted, rule, stopped, 0) for rule in rules]
    lines = [trying.stamped(by, line) for line in lines if line]
    timers.remember(row, [*done, *(rule["id"] for rule in rules)], rounds if stopped else rounds + 1)
    steps = acted.steps(by) if acted.is_changed() else [*acted.beside, writing.later(row)]
    tables.write(*map(creates, lines), *steps)
    return True

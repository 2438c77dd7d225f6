"""Keeping a ticket's clocks: they are brought up to date with each write of it, whoever writes."""

from __future__ import annotations

from onestop.events import Kind
from tickets import events, table
from tickets.domain import clock_states, sla, standing
from tickets.domain.clock_states import Clocks
from tickets.domain.sla import Facts
from tickets.domain.standing import Wait
from tickets.service import plans

TOLD = {"breached": events.SLA_BREACHED, "warned": events.SLA_WARNED}


def keep(row: table.Ticket, kind: Kind | None, at: str) -> None:
    """Bring the clocks of a ticket that is about to be written to a moment; one notice is told where that is why."""
    row.waits = standing.waits(_waits(row), row.status_category, at)
    clocks = advanced(row, at)
    if kind in TOLD.values():
        sla.tell(clocks, at)
    row.sla = clock_states.shown(clocks)


def notice(row: table.Ticket, at: str) -> Kind | None:
    """What a ticket has to tell at a moment: `SLA_BREACHED`, `SLA_WARNED` or nothing."""
    told = sla.tell(advanced(row, at), at)
    return TOLD[told.what] if told else None


def next_moment(row: table.Ticket) -> str | None:
    """When there is something to tell next."""
    return clock_states.read(row.sla).next_moment()


def advanced(row: table.Ticket, at: str) -> Clocks:
    """The clocks of a ticket as they are at a moment, by the policies that hold now."""
    plan = plans.of(row.tenant)
    policy = plan.policy_for(row.view())
    return sla.advance(clock_states.read(row.sla), _facts(row), policy, plan.edition, at)


def _facts(row: table.Ticket) -> Facts:
    return Facts(
        row.priority,
        row.created_at,
        row.first_replied_at,
        row.waiting_since,
        row.last_agent_at,
        row.resolved_at,
        tuple(_waits(row)),
    )


def _waits(row: table.Ticket) -> list[Wait]:
    return [Wait(*each) for each in row.waits]

"""The one place where a ticket is written: whatever changes one, here it gets its event and its place in the lists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from onestop import clock, due, records, tables
from onestop.errors import VersionMismatch
from onestop.events import Kind
from onestop.identity import Caller
from onestop.lists import partition
from onestop.tables import Step, creates, key, updates
from onestop.text import to_json
from tickets import events, table
from tickets.domain import conflicts, states
from tickets.service import clocks, desk, timers

View = dict[str, Any]
BY_STATUS = {"Resolved": events.RESOLVED, "Reopened": events.REOPENED, "Closed": events.CLOSED}
WHOSE = ("assignee", "team", "queue")


def write(by: Caller, row: table.Ticket, kind: Kind | None, before: Mapping[str, Any] | None, *beside: Step) -> View:
    """Write a ticket's next version together with what is to be written `beside`, and return its view: 1 call.

    `before` is the view that it had, None for a new one. `kind` is what happened; None where the change itself says
    it. Raises what a refused step says: `VersionMismatch` where somebody else was faster.
    """
    step = prepared(by, row, kind, before)
    view = row.view()
    tables.write(*beside, step)
    return view


def prepared(by: Caller, row: table.Ticket, kind: Kind | None, before: Mapping[str, Any] | None) -> Step:
    """The step that writes a ticket's next version; from now on `row.view()` shows that version."""
    at = row.created_at if before is None else clock.timestamp()
    row.updated_at = at
    clocks.keep(row, kind, at)
    timers.keep(by, row)
    row.due = _next_moment(row)
    row.waiting = due.partition(row.id) if row.due else None
    changed = conflicts.differing(before or {}, row.view())
    _remember(row, changed if before is not None else {})
    records.stamp(row, kind or kind_of(before or {}, row.view()), by, changed, at)
    place(row)
    return creates(row) if before is None else updates(row)


def look_later(row: table.Ticket) -> None:
    """Let the clock look again when there will be something to do: what was due was put off by what was decided since.

    1 call. Nothing is told, because nothing has changed.
    """
    tables.write(later(row))


def look_in_time(row: table.Ticket) -> bool:
    """Let the clock look when there will be something to do; False, without a call, where it does so already."""
    if _next_moment(row) == row.due:
        return False
    look_later(row)
    return True


def later(row: table.Ticket) -> Step:
    """The step that does so; what automation remembers of the ticket may have changed."""
    row.due, (due_at, waiting) = _next_moment(row), (table.Ticket.due, table.Ticket.waiting)
    set_both = (due_at.set(row.due), waiting.set(due.partition(row.id))) if row.due else None
    actions = set_both or (due_at.remove(), waiting.remove())
    ruled = table.Ticket.ruled
    remembered = ruled.set(row.ruled) if row.ruled else ruled.remove()
    return Step("update", row, _moved_on, table.Ticket.version == row.version, (*actions, remembered))


def kind_of(before: Mapping[str, Any], after: Mapping[str, Any]) -> Kind:
    """What a change is called: by its status where that says something, else by whether it moves the work."""
    if told := states.told(before, after):
        return BY_STATUS[told]
    return events.ASSIGNED if any(before[each] != after[each] for each in WHOSE) else events.CHANGED


def place(row: table.Ticket) -> None:
    """Where a ticket stands in the lists: of all, of its requester, its assignee, its team, its category of status."""
    tenant, category = row.tenant, row.status_category
    row.listed = partition(tenant, "tickets", row.id)
    row.update_key = f"{row.updated_at}#{row.id}"
    row.of_requester = key(tenant, "tickets-of", row.requester)
    row.of_assignee = assignees(tenant, row.assignee, category) if row.assignee else None
    row.of_team = partition(tenant, teams(row.team, category), row.id) if row.team else None
    row.in_category = partition(tenant, f"tickets/{category}", row.id)


def displace(row: table.Ticket) -> None:
    """Take a ticket out of all lists."""
    row.listed = row.update_key = row.of_requester = row.of_assignee = row.of_team = row.in_category = None
    row.waiting = row.due = None


def assignees(tenant: str, member: str, category: str) -> str:
    """The partition of somebody's tickets of a category: nobody has so many that it needs shards."""
    return key(tenant, "tickets-by", member, category)


def teams(team: str, category: str) -> str:
    """The list of a team's tickets of a category."""
    return f"tickets/{team}/{category}"


def _moved_on(_: Any) -> Exception:
    return VersionMismatch("The ticket was changed while the clock looked at it.")


def _remember(row: table.Ticket, changed: Mapping[str, Any]) -> None:
    """What the fields were before, so that a stale writer can be shown what he began with."""
    past = [(version, before) for version, before in row.past]
    row.past = conflicts.remembered(past, int(row.version or 0) + 1, changed, lambda kept: len(to_json(kept).encode()))


def _next_moment(row: table.Ticket) -> str | None:
    """When the clock has to look at a ticket next, whatever for."""
    moments = [row.snoozed_until, closes_at(row), clocks.next_moment(row), timers.next_moment(row)]
    return min((each for each in moments if each), default=None)


def closes_at(row: table.Ticket) -> str | None:
    """When a ticket that stays solved is closed; None for one that is not solved, and where none ever is."""
    days = desk.of(row.tenant).settings["closeDays"]
    if row.status_category != "solved" or days is None:
        return None
    return clock.rfc3339(datetime.fromisoformat(row.resolved_at) + timedelta(days=days))

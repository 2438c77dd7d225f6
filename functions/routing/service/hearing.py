"""What tickets tell: that somebody is needed, what for, that nobody is any more, or that a person chose who it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onestop import clock, records, tables
from onestop.events import Event, changes
from onestop.identity import Caller
from onestop.once import Replayed
from routing import events, table
from routing.domain import queues
from routing.domain import ticket as tickets
from routing.service import moving, rulebook, writing
from routing.service.moving import Choice
from routing.service.rulebook import Rules

TRASHED = "TicketTrashed"


def ticket(event: Event) -> None:
    """Bring an item of work in line with its ticket: 1 call, and where that changes anything 2 to 4 more.

    The bus promises no order. What a ticket is like counts in the latest version that was heard of, and who was chosen
    in the latest that chose: each is taken over once and never from an older one.
    """
    records.settled(lambda: _hear(event))


@dataclass(frozen=True, slots=True)
class Told:
    """An event of a ticket, with the item of work as it was when that came, and the tenant's rules."""

    event: Event
    by: Caller
    row: Any
    rules: Rules
    was_open: bool
    chosen: bool  # whether the latest choice of a person is in this event

    @property
    def ticket(self) -> Any:
        return self.event.data["record"]

    @property
    def assignee(self) -> str | None:
        return self.event.data["changes"]["assignee"]["after"] if self.chosen else None

    @property
    def choice(self) -> Choice:
        """The person's choice; there is one wherever somebody asks."""
        return Choice(self.assignee or "", "Chosen on the ticket.", self.event.actor)


def _hear(event: Event) -> None:
    row = table.fetch(event.tenant, event.data["record"]["id"], consistent=True)
    chosen = tickets.chosen(event.data["changes"], event.actor)
    if row is None:
        _begin(event, chosen=chosen)
        return
    newer, newest_choice = event.sequence > row.heard, chosen and event.sequence > row.hand
    newest_name = tickets.named(event.data["changes"], event.actor) and event.sequence > row.named
    if not (newer or newest_choice or newest_name):
        raise Replayed(None)
    told = Told(event, event.caller("routing"), row, rulebook.of(event.tenant), bool(row.open), newest_choice)
    before = row.view()
    if newest_choice:
        row.hand = event.sequence
    if newer:
        _take_over(told)
    if newer or newest_name:
        _sort(told, named=newest_name)
    _follow(told, before)


def _begin(event: Event, *, chosen: bool) -> None:
    """The first that is heard of a ticket, which may not be its first event."""
    ticket = event.data["record"]
    row = table.Work(table.work_pk(event.tenant, ticket["id"]), "record", id=ticket["id"], of=event.subject,
                     created_at=event.time, state="waiting", priority="normal", place=event.time)  # fmt: skip
    told = Told(event, event.caller("routing"), row, rulebook.of(event.tenant), was_open=False, chosen=chosen)
    row.hand = event.sequence if chosen else 0
    _take_over(told)
    _sort(told, named=True)
    if not row.open:
        _remember(told)
    elif told.assignee:
        moving.hand_to(told.by, row, None, told.choice)
    else:
        row.last_agent = ticket.get("assignee")
        moving.stand_in_line(told.by, row, None, event.time)


def _remember(told: Told) -> None:
    """Nobody is needed, and an older event, which may still come, must not say otherwise."""
    row = told.row
    row.state, row.done_at, row.updated_at, row.version = "withdrawn", told.event.time, told.event.time, 0
    row.expires = clock.now() + writing.KEPT
    row.enlist()
    tables.write(tables.creates(row))


def _take_over(told: Told) -> None:
    """What the ticket is like now. What a lead may have said otherwise here is only taken where it changed there."""
    row, ticket, asked = told.row, told.ticket, tickets.asked(told.ticket)
    for name, value in tickets.facts(ticket).items():
        setattr(row, name, value)
    row.channel = told.rules.kind(ticket.get("channel"))
    if row.holder is None:  # what somebody holds weighs what it weighed when they got it
        row.units = queues.units(row.channel, told.rules.weights)
    if asked["priority"] != row.told.get("priority"):
        row.priority = asked["priority"]
    row.told, row.heard = asked, told.event.sequence
    row.open = told.event.type != TRASHED and tickets.is_open(ticket)


def _sort(told: Told, *, named: bool) -> None:
    """The queue in which an item stands, and what that needs of an agent.

    One that somebody named holds, and so does what was done here: whom it was offered or given to, where a lead moved
    it, where it ran over to. Only what waits where a condition put it goes to another queue when the ticket changes.
    """
    row, ticket, there = told.row, told.ticket, told.rules.views()
    if named or row.queue is None:
        chosen = queues.named(ticket, there)
        row.queue = chosen or queues.taking(ticket, there) or row.queue
        row.sorted_into, row.named = (None if chosen else row.queue), told.event.sequence
    elif row.queue == row.sorted_into and row.state not in ("offered", "assigned"):
        row.queue = row.sorted_into = queues.taking(ticket, there) or row.queue
    queue = told.rules.queue(row.queue)
    row.needs = tickets.together(row.told["needs"], queue.needs if queue else ())


def _follow(told: Told, before: dict[str, Any]) -> None:
    """Whatever has to happen to the item because of what was heard."""
    row, by = told.row, told.by
    if not row.open:
        _close(told, before)
    elif told.assignee and told.assignee != row.holder:
        moving.hand_to(by, row, before, told.choice)
    elif told.chosen and told.assignee is None and row.state == "assigned":
        moving.give_back(by, row, before, events.RETURNED, "returned")
    elif row.state in ("done", "withdrawn"):
        _open_again(told, before)
    else:
        _note(told, before)


def _close(told: Told, before: dict[str, Any]) -> None:
    if told.row.state == "assigned":
        moving.finish(told.by, told.row, before)
    elif told.row.state in ("waiting", "offered"):
        moving.withdraw(told.by, told.row, before)
    else:
        writing.quietly(told.row)


def _open_again(told: Told, before: dict[str, Any]) -> None:
    """Back in line, at the end: because the ticket is open again, or the customer wrote after the agent was done."""
    row, ticket = told.row, told.ticket
    written = ticket.get("lastCustomerAt") or ""
    if told.was_open and written <= (row.done_at or ""):
        writing.quietly(row)
        return
    row.last_agent = ticket.get("assignee") or row.last_agent
    row.visited, row.attempts = [], []
    moving.stand_in_line(told.by, row, before, told.event.time)


def _note(told: Told, before: dict[str, Any]) -> None:
    """It goes on as it is, with what is known of it brought up to date; to another queue where the ticket says so."""
    row = told.row
    if row.queue != before["queue"]:
        moving.change_queue(told.by, row, before, row.queue, events.MOVED)
    elif changes(before, row.view()):
        writing.write(told.by, events.CHANGED, row, before)
    else:
        writing.quietly(row)

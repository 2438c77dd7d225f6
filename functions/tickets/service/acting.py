"""Carrying out actions: the same for a macro, many tickets at once, a rule and an escalation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, NamedTuple

from onestop import clock, http, once, records, tables
from onestop.errors import Invalid, WrongState
from onestop.events import Kind
from onestop.identity import Caller
from onestop.once import Once
from onestop.tables import Step, creates
from tickets import events, schemas, table
from tickets.domain import actions as language
from tickets.domain import conflicts, states
from tickets.domain.actions import Action, Message, Outcome
from tickets.service import commenting, desk, editing, finding, texts, writing

View = dict[str, Any]
NOTICES_KEPT = timedelta(days=90)
SYSTEM = "system/"


class Mark(NamedTuple):
    """How far actions have got with a ticket."""

    values: Mapping[str, Any]
    beside: int
    messages: int
    notices: int
    answered: bool


@dataclass(slots=True)
class Acted:
    """What actions made of a ticket that was read; nothing is written yet.

    `row` shows the ticket as it will be, `before` as it was; `beside` are comments and notices to be written with it,
    `messages` what they say: `{"public", "body", "missing"}`. `usually` is what the change is called where it says
    nothing more than that something has changed.
    """

    row: table.Ticket
    before: View
    beside: list[Step] = field(default_factory=list)
    messages: list[View] = field(default_factory=list)
    notices: list[View] = field(default_factory=list)
    answered: bool = False
    usually: Kind | None = None

    def is_moot(self) -> bool:
        """Whether nothing comes of it at all."""
        return not self.beside and not self.is_changed()

    def is_changed(self) -> bool:
        """Whether the ticket itself is another than before."""
        return bool(conflicts.differing(self.before, self.row.view()))

    def mark(self) -> Mark:
        """Where actions have got so far."""
        values = dict(self.row.attribute_values)
        return Mark(values, len(self.beside), len(self.messages), len(self.notices), self.answered)

    def back_to(self, mark: Mark) -> None:
        """Undo what was done since."""
        self.row.attribute_values = dict(mark.values)
        del self.beside[mark.beside :], self.messages[mark.messages :], self.notices[mark.notices :]
        self.answered = mark.answered

    def steps(self, by: Caller) -> list[Step]:
        """All that is to be written, the ticket only where it has changed. `row.view()` shows it afterwards."""
        if not self.is_changed():
            return self.beside
        return [*self.beside, writing.prepared(by, self.row, self._kind(), self.before)]

    def _kind(self) -> Kind:
        after = self.row.view()
        told = writing.kind_of(self.before, after)
        if told in (events.CHANGED, events.ASSIGNED) and self.answered:
            return events.ANSWERED
        if told in (events.CHANGED, events.ASSIGNED) and self.usually:
            return self.usually
        slept = after["snoozedUntil"] and after["snoozedUntil"] != self.before["snoozedUntil"]
        return events.SNOOZED if told == events.CHANGED and slept else told


def perform(by: Caller, ticket_id: str, actions: Sequence[Action], repeat: Once | None = None) -> View:
    """Carry out actions on a ticket and return it: 2 calls, 1 more for each saved reply and for a requester's name.

    Raises `NotFound`, and what `act` raises; `Replayed` for a repeat.
    """
    once.replay(table.Guard, repeat)  # before the look-up: a repeat may find the ticket closed by what it repeats

    def once_more() -> View:
        row = finding.seen(by, ticket_id, to_write=True)
        perform_on(by, row, actions, repeat)
        return dict(row.view())

    return records.settled(once_more)


def perform_on(by: Caller, row: table.Ticket, actions: Sequence[Action], repeat: Once | None = None) -> bool:
    """Carry out actions on a ticket that was read, which `row` shows afterwards; False where nothing comes of it.

    1 call. Raises `VersionMismatch` where somebody else was faster, and what `perform` raises.
    """
    acted = Acted(row, row.view())
    act(by, acted, actions)
    if acted.is_moot():
        return False
    steps = acted.steps(by)
    tables.write(*once.guards(table.Guard, repeat, row.view()), *steps)
    return True


def act(by: Caller, acted: Acted, actions: Sequence[Action]) -> None:
    """Carry out actions on what is there of a ticket so far.

    Raises what `editing.edit` raises, `WrongState` for a reply on a closed ticket or a nap of one that is solved, and
    `Invalid` where an action means nobody.
    """
    row = acted.row
    for message in _worked_out(by, row, actions).messages:
        _write(by, acted, message, actions)
    made = _worked_out(by, row, actions)
    _set(by, row, made.changes(row.view()))
    acted.notices += made.notices
    acted.beside += [_notice(by, row, each) for each in made.notices]


def check(tenant: str, actions: Sequence[Action]) -> None:
    """Raise `Invalid`, with a pointer to each, for statuses and saved replies that there are not."""
    errors = []
    for number, action in enumerate(actions):
        try:
            if "status" in action:
                desk.status(tenant, action["status"])
            if saved := action.get("reply", {}).get("savedReply"):
                texts.saved_reply(tenant, saved)
        except Invalid as invalid:
            errors += [{**each, "pointer": f"/actions/{number}{each['pointer']}"} for each in invalid.errors]
    if errors:
        raise Invalid(errors=errors)


def _worked_out(by: Caller, row: table.Ticket, actions: Sequence[Action]) -> Outcome:
    try:
        return language.outcome(actions, row.view(), by.actor, clock.now())
    except ValueError as fault:
        raise Invalid(errors=[{"pointer": "/actions", "reason": str(fault)}]) from fault


def _set(by: Caller, row: table.Ticket, new: Mapping[str, Any]) -> None:
    """Set fields, checked as a patch's are."""
    until = new.get("snoozedUntil")
    said = {name: value for name, value in new.items() if name != "snoozedUntil"}
    if said:
        shown = {info.alias for info in schemas.ChangedTicket.model_fields.values()}
        whole = {name: value for name, value in row.view().items() if name in shown} | said
        checked = http.modelled(schemas.ChangedTicket, {n: v for n, v in whole.items() if v is not None}).whole()
        editing.edit(by, row, {name: checked[name] for name in said})
    if until:
        if row.status_category not in states.LIVE:
            raise WrongState(f"The ticket is {row.status_category}.", statusCategory=row.status_category)
        row.snoozed_until = until


def _write(by: Caller, acted: Acted, message: Message, actions: Sequence[Action]) -> None:
    """A reply or a note. What the system writes is no agent's answer: nobody has looked at the ticket yet."""
    row = acted.row
    will_be = _worked_out(by, row, actions).fields
    body, missing = _body(by, message, will_be)
    new = schemas.NewComment(public=message.public, body=body, mentions=list(message.mentions))
    if by.actor.startswith(SYSTEM):
        if message.public:
            states.must_be_changeable(row.view())
        comment = commenting.fresh(by, row, new)
    else:
        comment, _ = commenting.said(by, row, new)
        acted.answered |= message.public
    acted.beside.append(creates(comment))
    acted.messages.append({"public": message.public, "body": body, "missing": missing})


def _body(by: Caller, message: Message, ticket: Mapping[str, Any]) -> tuple[str, list[str]]:
    if message.saved is None:
        return texts.written(by, message.body or "", ticket, ticket["language"])
    text, language_of_it = texts.in_language(texts.saved_reply(by.tenant, message.saved), ticket)
    return texts.written(by, text, ticket, language_of_it)


def _notice(by: Caller, row: table.Ticket, said: Mapping[str, Any]) -> Step:
    """Who has to do with the ticket is told when it is as it will be."""
    to, notice_id = said.get("to", ()), clock.new_id()
    assignee = [row.assignee] if "assignee" in to and row.assignee else []
    followers = row.followers if "followers" in to else []
    notice = table.Notice(*table.notice_keys(by.tenant, row.id, notice_id), id=notice_id, ticket=row.id)
    notice.requester, notice.author, notice.created_at = row.requester, by.actor, clock.timestamp()
    notice.text = texts.written(by, said["text"], row.view(), row.language)[0]
    notice.members = list(dict.fromkeys([*said.get("members", ()), *assignee, *followers]))
    notice.team = row.team if "team" in to else None
    notice.expires = clock.now() + NOTICES_KEPT
    records.stamp(notice, events.NOTIFIED, by)
    return creates(notice)

"""What is written on a ticket: replies, internal notes, and what the requester says."""

from __future__ import annotations

from typing import Any

from onestop import clock, lists, once, records, tables
from onestop.errors import Forbidden, NotFound
from onestop.events import Kind, changes
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.once import Once
from onestop.shaping import fill, patched
from onestop.tables import creates, updates
from onestop.visibility import sees_all
from tickets import events, schemas, table
from tickets.domain import states, talk
from tickets.service import attaching, desk, editing, finding, following, opening, writing

View = dict[str, Any]
REQUESTER = "requester"
MOST_MERGES = 5  # that are followed from a ticket to the one that it was merged into


def add(by: Caller, ticket_id: str, new: schemas.NewComment, repeat: Once | None = None) -> View:
    """Write on a ticket and return the comment: 2 calls, 3 with an idempotency key.

    What the requester writes on a closed ticket, or on one that was solved too long ago, is on a new one that follows
    it. Raises `Forbidden` for a member who writes as the requester, `WrongState` for a reply on a closed ticket,
    `Invalid` for a file that is not there, what `editing.edit` raises where a status is given, `Replayed` for a repeat.
    """
    _must_carry(by, new)
    once.replay(table.Guard, repeat)  # before the look-up: a repeat may find the ticket closed by what it repeats
    return records.settled(lambda: _add(by, ticket_id, new, repeat))


def _add(by: Caller, ticket_id: str, new: schemas.NewComment, repeat: Once | None) -> View:
    row = _meant(by, ticket_id, new)
    attaching.must_be_there(by.tenant, ticket_id, new.attachments)
    before, at = row.view(), clock.timestamp()
    if new.sender == REQUESTER and talk.is_past(before, desk.of(by.tenant).settings["reopenDays"], at):
        return _follow_up(by, row, new, repeat)
    comment, kind = said(by, row, new)
    view = comment.view()
    steps = [*once.guards(table.Guard, repeat, view), creates(comment)]
    if kind is None:
        tables.write(*steps)
    else:
        writing.write(by, row, kind, before, *steps)
    return view


def said(by: Caller, row: table.Ticket, new: schemas.NewComment) -> tuple[table.Comment, Kind | None]:
    """The comment to be created, and what happens to its ticket, of which `row` shows the next version.

    None where nothing happens to it. Nothing is written.
    """
    before = row.view()
    if new.public and new.sender != REQUESTER:
        states.must_be_changeable(before)
    follows = following.with_members(row.followers, new.mentions)
    comment = fresh(by, row, new)
    if not new.public and not new.status:
        row.followers, changed = follows, follows != row.followers
        return comment, events.CHANGED if changed else None
    row.take(_effect(row, new, comment.created_at))
    if status := new.status or _moved_by_itself(row, before, new):
        editing.edit(by, row, {"status": status})
    row.followers = follows
    told = writing.kind_of(before, row.view())
    own = events.CONTACTED if new.sender == REQUESTER else events.ANSWERED if new.public else told
    return comment, told if told not in (events.CHANGED, events.ASSIGNED) else own


def _effect(row: table.Ticket, new: schemas.NewComment, at: str) -> View:
    if not new.public:
        return {}
    return talk.contacted(row.view(), at) if new.sender == REQUESTER else talk.answered(row.view(), at)


def _moved_by_itself(row: table.Ticket, before: View, new: schemas.NewComment) -> str | None:
    """The status that a ticket gets by a message: open, where it was new, or waited for the requester."""
    moves = talk.wakes(before) if new.sender == REQUESTER else before["statusCategory"] == "new"
    return desk.first_status(row.tenant, "open") if new.public and moves else None


def fresh(by: Caller, row: table.Ticket, new: schemas.NewComment) -> table.Comment:
    """A comment that is not written yet, with its event."""
    comment_id, at = clock.new_id(), clock.timestamp()
    comment = table.Comment(*table.comment_keys(by.tenant, row.id, comment_id), id=comment_id, ticket=row.id)
    comment.requester, comment.author, comment.created_at, comment.updated_at = row.requester, by.actor, at, at
    fill(comment, {name: value for name, value in new.whole().items() if name != "status"})
    records.stamp(comment, events.COMMENT_ADDED, by)
    return comment


def comments(by: Caller, ticket_id: str, part: Range) -> Page:
    """What was written on a ticket, and on those that were merged into it, newest first: 1 call more than a ticket."""
    ticket = finding.seen(by, ticket_id)
    return lists.read(table.Comment, finding.conversation(ticket), part, table.Comment.sk)


def change(by: Caller, ticket_id: str, comment_id: str, patch: schemas.CommentPatch, if_match: int) -> View:
    """Change an internal note, or mend a reply: 2 calls, 3 where members are mentioned. `Forbidden` as `_mine` says."""
    row = _mine(by, ticket_id, comment_id, if_match)
    before = row.view()
    new = patched(schemas.CommentFields, before, patch.given()).whole()
    changed = changes(before, {**before, **new})
    if not changed:
        return before
    fill(row, new)
    row.updated_at = clock.timestamp()
    records.stamp(row, events.COMMENT_CHANGED, by, changed)
    tables.write(updates(row))
    if row.mentions != before["mentions"]:
        following.add(by, ticket_id, row.mentions)
    return row.view()


def delete(by: Caller, ticket_id: str, comment_id: str, if_match: int) -> None:
    """Delete a comment: 2 calls. `Forbidden` as `_mine` says."""
    row = _mine(by, ticket_id, comment_id, if_match)
    row.expires = clock.now()
    records.stamp(row, events.COMMENT_DELETED, by)
    tables.write(updates(row))


def _mine(by: Caller, ticket_id: str, comment_id: str, if_match: int) -> table.Comment:
    """A comment to be changed: a note by its author, a reply, which the requester has read, by those who lead."""
    row = tables.get(table.Comment, *table.comment_keys(by.tenant, ticket_id, comment_id), consistent=True)
    if row is None:
        raise NotFound("There is no such comment.")
    if not sees_all(by) and (row.public or row.author != by.actor):
        raise Forbidden("A note is changed by the one who wrote it, a reply by those who lead.")
    records.must_match(row, if_match)
    return row


def _must_carry(by: Caller, new: schemas.NewComment) -> None:
    """Raise `Forbidden` for a member who speaks for the requester: that is for what carries messages, and who leads."""
    if new.sender == REQUESTER and not sees_all(by):
        raise Forbidden("What the requester writes is brought in by an integration, or by those who lead.")


def _meant(by: Caller, ticket_id: str, new: schemas.NewComment) -> table.Ticket:
    """The ticket that a comment is for: what the requester writes on a merged one is meant for where it went."""
    row = finding.seen(by, ticket_id, to_write=True)
    for _ in range(MOST_MERGES):
        if new.sender != REQUESTER or row.merged_into is None:
            break
        row = finding.seen(by, row.merged_into, to_write=True)
    return row


CARRIED_ON = (
    "subject", "type", "category", "priority", "channel", "language", "requester", "requesterTier", "team", "needs",
    "tags", "custom", "followers",
)  # fmt: skip


def _follow_up(by: Caller, old: table.Ticket, new: schemas.NewComment, repeat: Once | None) -> View:
    """Open the ticket that goes on with a closed one, with the message on it: 1 call. No form keeps it out."""
    seen = old.view()
    row = opening.fresh(by, {**{name: seen[name] for name in CARRIED_ON}, "followUpOf": old.id}, checked=False)
    comment = fresh(by, row, new)
    view = comment.view()
    steps = [*once.guards(table.Guard, repeat, view), *opening.claims(row), creates(comment)]
    writing.write(by, row, events.OPENED, None, *steps)
    return view

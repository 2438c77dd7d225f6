"""Two tickets become one, and two again; and a part of one becomes another.

What was written on a ticket stays where it is. A ticket shows the conversations of those that were merged into it as
its own, so that taking them apart again is to stop showing them.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from onestop import clock, lists, once, records, tables
from onestop.errors import NotFound, TooLarge, WrongState
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.once import Once
from onestop.tables import creates, updates
from tickets import events, schemas, table
from tickets.domain import merging, states
from tickets.service import desk, finding, opening, writing

View = dict[str, Any]
AT_ONCE = 40  # comments of a split: each is two of the hundred items of a transaction


def merge(by: Caller, source_id: str, into: str, repeat: Once | None = None) -> View:
    """Merge a ticket into another, and return the record of it: 3 calls.

    The source is closed. Its conversation and its files are shown by the target, which takes over its followers and
    its tags. Raises what `domain.merging.merge` raises.
    """
    once.replay(table.Guard, repeat)  # before the look-up: a repeat would find them merged
    source, target = finding.pair(by, source_id, into)
    was, had = source.view(), target.view()
    found = merging.merge(was, had, target.merged_from, source.merged_from)
    at, merge_id = clock.timestamp(), clock.new_id()
    source.take(states.moved(was, desk.first_status(by.tenant, "closed"), "closed", at) | {"mergedInto": into})
    target.merged_from = [*target.merged_from, *found.sources]
    target.followers, target.tags = [*target.followers, *found.followers], [*target.tags, *found.tags]
    row = table.Merge(*table.merge_keys(by.tenant, into, merge_id), id=merge_id, source=source_id, target=into)
    for name, value in asdict(found).items():
        setattr(row, name, list(value) if isinstance(value, tuple) else value)
    row.requester, row.created_by, row.created_at = target.requester, by.actor, at
    records.stamp(row, events.MERGE_MADE, by)
    view = row.view()
    steps = [writing.prepared(by, source, events.MERGED, was), writing.prepared(by, target, None, had)]
    tables.write(*once.guards(table.Guard, repeat, view), creates(row), *steps)
    return view


def unmerge(by: Caller, target_id: str, merge_id: str, if_match: int) -> View:
    """Make two of them again, and return the record of it: 4 calls.

    The source is as it was, the target without what came from it. What was written since stays with the target.
    Raises `WrongState` where that was done before, or the target has been merged itself.
    """
    row = tables.get(table.Merge, *table.merge_keys(by.tenant, target_id, merge_id), consistent=True)
    if row is None:
        raise NotFound("There is no such merge.")
    records.must_match(row, if_match)
    source, target = finding.pair(by, row.source, target_id)
    if row.undone_at or target.merged_into:
        raise WrongState("They are two already." if row.undone_at else "Take the ticket itself out of the other first.")
    was, had = source.view(), target.view()
    source.take(row.before)
    target.merged_from = merging.without(target.merged_from, row.sources)
    target.followers = merging.without(target.followers, row.followers)
    target.tags = merging.without(target.tags, row.tags)
    row.undone_by, row.undone_at = by.actor, clock.timestamp()
    records.stamp(row, events.MERGE_UNDONE, by, ["undoneBy", "undoneAt"])
    steps = [writing.prepared(by, source, events.UNMERGED, was), writing.prepared(by, target, None, had)]
    tables.write(updates(row), *steps)
    return row.view()


def merges(by: Caller, ticket_id: str, part: Range) -> Page:
    """What was merged into a ticket, oldest first: 2 calls."""
    finding.seen(by, ticket_id)
    return lists.read(table.Merge, [table.ticket_pk(by.tenant, ticket_id)], part, table.Merge.sk)


def split(by: Caller, ticket_id: str, new: schemas.NewSplit, repeat: Once | None = None) -> View:
    """Make a ticket of some comments of another, for the same customer, and return it: 3 calls.

    The comments are copied, each with its author and its time, and marked where they were. Raises `NotFound` for a
    comment that is not one of the ticket, `WrongState` for one that was split off before, `TooLarge` above 40.
    """
    once.replay(table.Guard, repeat)
    origin = finding.seen(by, ticket_id, to_write=True)
    comments = _chosen(by.tenant, origin, new.comments)
    row = opening.fresh(by, _split_off(origin, new, comments[0]))
    row.split_from = origin.id
    row.waiting_since = row.last_customer_at = comments[0].created_at
    steps = []
    for comment in comments:
        copy = _copied(by, comment, row.id)
        comment.moved_to, comment.updated_at = row.id, row.created_at
        records.stamp(comment, events.COMMENT_CHANGED, by, ["movedTo"])
        steps += [creates(copy), updates(comment)]
    return opening.opened(by, row, repeat, steps)


def _split_off(origin: table.Ticket, new: schemas.NewSplit, first: Any) -> View:
    """What the new ticket begins with: that of the old one which does not depend on what it is about."""
    kept = {name: origin.view()[name] for name in ("requester", "requesterTier", "channel", "language", "priority")}
    said = {"subject": new.subject or origin.subject_line, "description": first.body, "type": new.type}
    return schemas.NewTicket.model_validate(kept | said).whole()


def _chosen(tenant: str, ticket: table.Ticket, ids: list[str]) -> list[Any]:
    if len(ids) > AT_ONCE:
        raise TooLarge(f"At most {AT_ONCE} comments are split off at once.", limit=AT_ONCE)
    keys = [table.comment_keys(tenant, ticket.id, each) for each in sorted(ids)]
    found = tables.get_many(table.Comment, keys, consistent=True)
    if len(found) < len(ids):
        raise NotFound("There is no such comment.")
    if any(comment.moved_to for comment in found):
        raise WrongState("A comment was split off before.")
    return found


def _copied(by: Caller, comment: Any, ticket_id: str) -> Any:
    copy_id = clock.new_id()
    copy = table.Comment(*table.comment_keys(by.tenant, ticket_id, copy_id), id=copy_id, ticket=ticket_id)
    for name in ("requester", "public", "sender", "author", "body", "mentions", "created_at", "updated_at"):
        setattr(copy, name, getattr(comment, name))
    copy.copy_of = comment.id
    records.stamp(copy, events.COMMENT_ADDED, by)
    return copy

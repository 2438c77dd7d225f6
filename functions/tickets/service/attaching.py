"""Files: they go to the bucket and come from it by links, and never through here."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from onestop import clock, due, lists, once, records, tables
from onestop.aws import objects
from onestop.errors import Forbidden, Invalid, NotFound, TooLarge, WrongState
from onestop.identity import Caller
from onestop.lists import Page, Range, prefix
from onestop.once import Once
from onestop.tables import creates, deletes, updates
from onestop.visibility import sees_all
from tickets import events, schemas, table
from tickets.domain import attachments as rules
from tickets.service import finding

View = dict[str, Any]
LINK_SECONDS = 900
AWAITED = timedelta(hours=24)  # after which a file that never came is given up


def announce(by: Caller, ticket_id: str, new: schemas.NewAttachment, repeat: Once | None = None) -> View:
    """Say that a file will come: its record, and the `upload` to which it is to be put. 3 calls.

    Raises `Invalid` for a file that is not taken, `TooLarge` above 25 MB or 100 files of a ticket.
    """
    rules.must_be_taken(new.name, new.size)
    ticket = finding.seen(by, ticket_id)
    if len(_all(by.tenant, ticket_id)) >= rules.MOST:
        raise TooLarge(f"A ticket has at most {rules.MOST} files.", limit=rules.MOST)
    attachment_id, at = clock.new_id(), clock.timestamp()
    row = table.Attachment(*table.attachment_keys(by.tenant, ticket_id, attachment_id), id=attachment_id)
    row.ticket, row.requester, row.author, row.created_at, row.updated_at = (
        ticket_id,
        ticket.requester,
        by.actor,
        at,
        at,
    )
    row.name, row.content_type, row.size = rules.named(new.name), new.content_type, new.size
    row.waiting, row.due = due.partition(row.id), clock.rfc3339(clock.now() + AWAITED)
    records.stamp(row, events.ATTACHMENT_ANNOUNCED, by)
    view = {**row.view(), "upload": _upload(by.tenant, row)}
    tables.write(*once.guards(table.Guard, repeat, view), creates(row))
    return view


def complete(by: Caller, ticket_id: str, attachment_id: str) -> View:
    """Say that the file was put: it is looked for, and is an attachment from now on. 4 calls, again 2.

    Raises `WrongState` where it is not there, or is not what was announced.
    """
    finding.seen(by, ticket_id)
    row = _there(by.tenant, ticket_id, attachment_id)
    if row.state == "stored":
        return row.view()
    found = objects.stored(os.environ["ATTACHMENTS_BUCKET"], _key(by.tenant, row))
    if found is None or found.size != row.size:
        raise WrongState(
            "The file has not come." if found is None else f"The file has {found.size} bytes, not {row.size}."
        )
    row.state, row.updated_at, row.waiting, row.due = "stored", clock.timestamp(), None, None
    records.stamp(row, events.ATTACHMENT_ADDED, by, ["state"])
    tables.write(updates(row))
    return row.view()


def attachments(by: Caller, ticket_id: str, part: Range) -> Page:
    """The files of a ticket, and of those that were merged into it, oldest first: 1 call more than a ticket."""
    ticket = finding.seen(by, ticket_id)
    return lists.read(table.Attachment, finding.conversation(ticket), part, table.Attachment.sk)


def content(by: Caller, ticket_id: str, attachment_id: str, *, inline: bool) -> View:
    """A file and a link to it, good for 15 minutes: 2 calls. `WrongState` while it is awaited."""
    finding.seen(by, ticket_id)
    row = _there(by.tenant, ticket_id, attachment_id)
    if row.state != "stored":
        raise WrongState("The file has not come.")
    said = rules.disposition(row.name, row.content_type, inline=inline)
    bucket, key = os.environ["ATTACHMENTS_BUCKET"], _key(by.tenant, row)
    url = objects.link("GET", bucket, key, LINK_SECONDS, response_content_disposition=said)
    return {**row.view(), "download": {"url": url, "until": _until()}}


def remove(by: Caller, ticket_id: str, attachment_id: str, if_match: int) -> None:
    """Remove a file: 4 calls. `Forbidden` unless the caller sent it or leads."""
    finding.seen(by, ticket_id)
    row = _there(by.tenant, ticket_id, attachment_id)
    if row.author != by.actor and not sees_all(by):
        raise Forbidden("A file is removed by the one who sent it, or by those who lead.")
    records.must_match(row, if_match)
    row.expires, row.waiting, row.due = clock.now(), None, None
    records.stamp(row, events.ATTACHMENT_REMOVED, by)
    tables.write(updates(row))
    remove_file(by.tenant, row)


def must_be_there(tenant: str, ticket_id: str, attachment_ids: Sequence[str]) -> None:
    """Raise `Invalid` unless all of them are files of the ticket that have come: 1 call, none for none."""
    keys = [table.attachment_keys(tenant, ticket_id, each) for each in attachment_ids]
    stored = {row.id for row in tables.get_many(table.Attachment, keys) if row.state == "stored"}
    faults = [at for at, each in enumerate(attachment_ids) if each not in stored]
    if faults:
        reason = "is no file of this ticket that has come"
        raise Invalid(errors=[{"pointer": f"/attachments/{at}", "reason": reason} for at in faults])


def give_up(tenant: str, due_row: Any) -> None:
    """Forget a file that was announced and never completed: 3 calls. What lies in the bucket goes first."""
    row = tables.get(table.Attachment, due_row.pk, due_row.sk, consistent=True)
    if row is not None and row.state == "awaited":
        remove_file(tenant, row)
        tables.write(deletes(row, when=table.Attachment.version == row.version))


def remove_file(tenant: str, row: table.Attachment) -> None:
    """Remove what lies in the bucket: 1 call."""
    objects.remove(os.environ["ATTACHMENTS_BUCKET"], _key(tenant, row))


def _all(tenant: str, ticket_id: str) -> list[Any]:
    part = Range(limit=rules.MOST, **prefix("attachment#"))
    return lists.read(table.Attachment, [table.ticket_pk(tenant, ticket_id)], part, table.Attachment.sk).rows


def _there(tenant: str, ticket_id: str, attachment_id: str) -> Any:
    row = tables.get(table.Attachment, *table.attachment_keys(tenant, ticket_id, attachment_id), consistent=True)
    if row is None:
        raise NotFound("There is no such file.")
    return row


def _key(tenant: str, row: Any) -> str:
    """Where the file is. Its name is no part of that: two files may have the same."""
    return f"{tenant}/{row.ticket}/{row.id}"


def _upload(tenant: str, row: Any) -> View:
    headers = {"content-type": row.content_type, "content-length": str(row.size)}
    url = objects.bound("PUT", os.environ["ATTACHMENTS_BUCKET"], _key(tenant, row), LINK_SECONDS, headers)
    return {"url": url, "headers": headers, "until": _until()}


def _until() -> str:
    return clock.rfc3339(clock.now() + timedelta(seconds=LINK_SECONDS))

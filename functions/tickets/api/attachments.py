"""Files of a ticket."""

from typing import Any

from onestop.errors import Forbidden, VersionMismatch, WrongState
from onestop.http import Answer, Call, answer_of, part_of
from onestop.lists import prefix
from tickets.api.door import READ, WRITE, app
from tickets.service import attaching

ONE = "/tickets/{ticketId}/attachments/{attachmentId}"


@app.route("POST", "/tickets/{ticketId}/attachments", scope=WRITE, body="NewAttachment", returns="AwaitedAttachment",
           status=201, location="/tickets/{ticket}/attachments/{id}")  # fmt: skip
def announce_attachment(call: Call) -> dict[str, Any]:
    """Say that a file will come, and be told where to put it."""
    return attaching.announce(call.by, call.path["ticketId"], call.body, call.once)


@app.route("POST", f"{ONE}/completion", scope=WRITE, once=False, returns="Attachment", errors=(WrongState,))
def complete_attachment(call: Call) -> dict[str, Any]:
    """Say that the file was put there."""
    return attaching.complete(call.by, call.path["ticketId"], call.path["attachmentId"])


@app.route("GET", "/tickets/{ticketId}/attachments", scope=READ, query="ListQuery", returns="Attachment", many=True)
def list_attachments(call: Call) -> dict[str, Any]:
    """List the files of a ticket, oldest first."""
    part = part_of(call, newest_first=False, **prefix("attachment#"))
    return answer_of(call, attaching.attachments(call.by, call.path["ticketId"], part))


@app.route("GET", ONE, scope=READ, query="ContentQuery", returns="AttachmentContent", errors=(WrongState,))
def get_attachment(call: Call) -> dict[str, Any]:
    """Get a file's record and a link to the file."""
    inline = bool(call.query.inline)
    return attaching.content(call.by, call.path["ticketId"], call.path["attachmentId"], inline=inline)


@app.route("DELETE", ONE, scope=WRITE, status=204, errors=(Forbidden, VersionMismatch))
def remove_attachment(call: Call) -> Answer:
    """Remove a file."""
    attaching.remove(call.by, call.path["ticketId"], call.path["attachmentId"], call.if_match)
    return Answer(204)

"""What is written on tickets."""

from typing import Any

from onestop.errors import AlreadyTaken, RequestInProgress, TryAgain, VersionMismatch, WrongState
from onestop.http import Answer, Call, answer_of, part_of
from onestop.lists import prefix
from tickets.api.door import READ, WRITE, app
from tickets.service import commenting


@app.route("POST", "/tickets/{ticketId}/comments", scope=WRITE, body="NewComment", returns="Comment", status=201,
           location="/tickets/{ticket}/comments/{id}",
           errors=(AlreadyTaken, RequestInProgress, TryAgain, WrongState))  # fmt: skip
def add_comment(call: Call) -> dict[str, Any]:
    """Write a reply or an internal note; or, where messages are carried in, what the requester wrote."""
    return commenting.add(call.by, call.path["ticketId"], call.body, call.once)


@app.route("GET", "/tickets/{ticketId}/comments", scope=READ, query="ListQuery", returns="Comment", many=True)
def list_comments(call: Call) -> dict[str, Any]:
    """List what was written on a ticket, newest first."""
    part = part_of(call, newest_first=True, **prefix("comment#"))
    return answer_of(call, commenting.comments(call.by, call.path["ticketId"], part))


@app.route("PATCH", "/tickets/{ticketId}/comments/{commentId}", scope=WRITE, body="CommentPatch", returns="Comment",
           errors=(RequestInProgress, VersionMismatch))  # fmt: skip
def change_comment(call: Call) -> dict[str, Any]:
    """Change a note; for its author. A reply is changed by those who lead."""
    return commenting.change(call.by, call.path["ticketId"], call.path["commentId"], call.body, call.if_match)


@app.route("DELETE", "/tickets/{ticketId}/comments/{commentId}", scope=WRITE, status=204, errors=(VersionMismatch,))
def delete_comment(call: Call) -> Answer:
    """Delete a note; for its author. A reply is deleted by those who lead."""
    commenting.delete(call.by, call.path["ticketId"], call.path["commentId"], call.if_match)
    return Answer(204)

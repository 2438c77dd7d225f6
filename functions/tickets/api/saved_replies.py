"""Saved replies: texts with variables, in one or several languages."""

from typing import Any

from onestop.errors import VersionMismatch
from onestop.http import Answer, Call, answer_of, part_of
from tickets.api.door import READ, WRITE, app
from tickets.service import saved_replies, shelves
from tickets.service.saved_replies import SAVED_REPLIES

REPLIES, REPLY = "/saved-replies", "/saved-replies/{replyId}"


@app.route("POST", REPLIES, scope=WRITE, body="NewSavedReply", returns="SavedReply", status=201,
           location=REPLIES + "/{id}")  # fmt: skip
def save_reply(call: Call) -> dict[str, Any]:
    """Save a reply: for oneself, for a team (those who lead) or for everybody (administrators)."""
    return shelves.create(call.by, SAVED_REPLIES, call.body.whole(), call.once)


@app.route("GET", REPLIES, scope=READ, query="SharedQuery", returns="SavedReply", many=True)
def list_saved_replies(call: Call) -> dict[str, Any]:
    """List what everybody has, what is the caller's own and, with `team`, what that team has."""
    part = part_of(call, newest_first=False)
    return answer_of(call, shelves.listed(call.by, SAVED_REPLIES, call.query.team, part))


@app.route("GET", REPLY, scope=READ, returns="SavedReply")
def get_saved_reply(call: Call) -> dict[str, Any]:
    """Get one saved reply."""
    view: dict[str, Any] = shelves.seen(call.by, SAVED_REPLIES, call.path["replyId"]).view()
    return view


@app.route("PATCH", REPLY, scope=WRITE, body="SavedReplyPatch", returns="SavedReply", errors=(VersionMismatch,))
def change_saved_reply(call: Call) -> dict[str, Any]:
    """Change a saved reply by a merge patch; a language that is null goes."""
    return shelves.change(call.by, SAVED_REPLIES, call.path["replyId"], call.body.given(), call.if_match)


@app.route("DELETE", REPLY, scope=WRITE, status=204, errors=(VersionMismatch,))
def delete_saved_reply(call: Call) -> Answer:
    """Throw a saved reply away."""
    shelves.delete(call.by, SAVED_REPLIES, call.path["replyId"], call.if_match)
    return Answer(204)


@app.route("GET", REPLY + "/rendering", scope=READ, query="RenderingQuery", needs_query=True, returns="Rendering")
def render_saved_reply(call: Call) -> dict[str, Any]:
    """Show what a saved reply says for a ticket, in its language or in another one."""
    return saved_replies.rendered(call.by, call.path["replyId"], call.query)

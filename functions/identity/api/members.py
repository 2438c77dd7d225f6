"""The routes of members."""

from typing import Any

from identity.api.door import app
from identity.service import listing, members
from onestop.errors import AlreadyTaken, Forbidden, RequestInProgress, VersionMismatch, WrongState
from onestop.http import Answer, Call, answer_of, part_of

READ, WRITE = "identity:read", "identity:write"
REFUSED = (Forbidden, WrongState, RequestInProgress)


@app.route("POST", "/members", scope=WRITE, body="NewMember", returns="Invited", status=201, location="/members/{id}",
           errors=(AlreadyTaken, Forbidden, RequestInProgress))  # fmt: skip
def create_member(call: Call) -> dict[str, Any]:
    """Take somebody in; the answer holds the invitation, once."""
    return members.join(call.by, call.body, call.once)


@app.route("GET", "/members", scope=READ, query="MemberQuery", returns="Member", many=True)
def list_members(call: Call) -> dict[str, Any]:
    """List members by state, or the active ones of a role."""
    return answer_of(call, listing.listed(call.by, call.query, part_of(call, newest_first=False)))


@app.route("GET", "/members/{memberId}", scope=READ, returns="Member")
def get_member(call: Call) -> dict[str, Any]:
    """Get one member."""
    return members.seen(call.by, call.path["memberId"]).view()


@app.route("PATCH", "/members/{memberId}", scope=WRITE, body="MemberPatch", returns="Member",
           errors=(*REFUSED, AlreadyTaken, VersionMismatch))  # fmt: skip
def change_member(call: Call) -> dict[str, Any]:
    """Change a member by a merge patch."""
    return members.change(call.by, call.path["memberId"], call.body, call.if_match)


@app.route("DELETE", "/members/{memberId}", scope=WRITE, status=204, errors=(*REFUSED, VersionMismatch))
def disable_member(call: Call) -> Answer:
    """Disable a member: all sessions and personal tokens end."""
    members.disable(call.by, call.path["memberId"], call.if_match)
    return Answer(204)


@app.route("POST", "/members/{memberId}/enable", scope=WRITE, returns="Member", errors=REFUSED)
def enable_member(call: Call) -> dict[str, Any]:
    """Let a disabled member in again."""
    return members.enable(call.by, call.path["memberId"], call.once)


# No Idempotency-Key: a repeat makes another invitation, and the secret of the first is good no more.
@app.route("POST", "/members/{memberId}/invitation", scope=WRITE, returns="Invitation", once=False, errors=REFUSED)
def invite_member(call: Call) -> dict[str, Any]:
    """Make a new invitation, with which a member sets a new password."""
    return members.invite(call.by, call.path["memberId"])

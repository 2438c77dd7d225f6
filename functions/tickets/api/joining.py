"""Merging tickets, taking them apart again, and splitting one."""

from typing import Any

from onestop.errors import RequestInProgress, VersionMismatch, WrongState
from onestop.http import Call, answer_of, part_of
from onestop.lists import prefix
from tickets.api.door import READ, WRITE, app
from tickets.service import joining

WRITTEN = (RequestInProgress, VersionMismatch, WrongState)


@app.route("POST", "/tickets/{ticketId}/merges", scope=WRITE, body="NewMerge", returns="Merge", status=201,
           location="/tickets/{target}/merges/{id}", errors=WRITTEN)  # fmt: skip
def merge_ticket(call: Call) -> dict[str, Any]:
    """Merge a ticket into another one."""
    return joining.merge(call.by, call.path["ticketId"], call.body.into, call.once)


@app.route("GET", "/tickets/{ticketId}/merges", scope=READ, query="ListQuery", returns="Merge", many=True)
def list_merges(call: Call) -> dict[str, Any]:
    """List what was merged into a ticket."""
    part = part_of(call, newest_first=False, **prefix("merge#"))
    return answer_of(call, joining.merges(call.by, call.path["ticketId"], part))


@app.route("DELETE", "/tickets/{ticketId}/merges/{mergeId}", scope=WRITE, returns="Merge", errors=WRITTEN)
def unmerge_ticket(call: Call) -> dict[str, Any]:
    """Make two tickets of one again, from the one into which the other was merged."""
    return joining.unmerge(call.by, call.path["ticketId"], call.path["mergeId"], call.if_match)


@app.route("POST", "/tickets/{ticketId}/splits", scope=WRITE, body="NewSplit", returns="Ticket", status=201,
           location="/tickets/{id}", errors=WRITTEN)  # fmt: skip
def split_ticket(call: Call) -> dict[str, Any]:
    """Make a ticket of its own of some comments."""
    return joining.split(call.by, call.path["ticketId"], call.body, call.once)

"""How tickets belong together."""

from typing import Any

from onestop.errors import RequestInProgress, VersionMismatch, WrongState
from onestop.http import Answer, Call, answer_of, part_of
from onestop.lists import prefix
from tickets.api.door import READ, WRITE, app
from tickets.service import linking


@app.route("POST", "/tickets/{ticketId}/links", scope=WRITE, body="NewLink", returns="Link", status=201,
           location="/tickets/{ticket}/links", errors=(RequestInProgress, VersionMismatch, WrongState))  # fmt: skip
def link_ticket(call: Call) -> dict[str, Any]:
    """Link a ticket to its parent, a child, the problem behind it, an incident of it, or a related one."""
    return linking.link(call.by, call.path["ticketId"], call.body, call.once)


@app.route("GET", "/tickets/{ticketId}/links", scope=READ, query="ListQuery", returns="Link", many=True)
def list_ticket_links(call: Call) -> dict[str, Any]:
    """List what a ticket is linked to."""
    part = part_of(call, newest_first=False, **prefix("link#"))
    return answer_of(call, linking.links(call.by, call.path["ticketId"], part))


@app.route("DELETE", "/tickets/{ticketId}/links/{otherId}", scope=WRITE, status=204,
           errors=(RequestInProgress, VersionMismatch))  # fmt: skip
def unlink_ticket(call: Call) -> Answer:
    """Remove a link, from either side."""
    linking.unlink(call.by, call.path["ticketId"], call.path["otherId"], call.if_match)
    return Answer(204)

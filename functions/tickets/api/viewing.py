"""Who has a ticket open."""

from typing import Any

from onestop.http import Call
from tickets.api.door import READ, app
from tickets.service import viewing


@app.route("PUT", "/tickets/{ticketId}/viewers", scope=READ, versioned=False, body="Viewing", returns="Viewers")
def view_ticket(call: Call) -> dict[str, Any]:
    """Say that you have a ticket open or are typing, and be told who else is there; to be said each 15 seconds."""
    return viewing.view(call.by, call.path["ticketId"], call.body)


@app.route("GET", "/tickets/{ticketId}/viewers", scope=READ, returns="Viewers")
def list_viewers(call: Call) -> dict[str, Any]:
    """See who has a ticket open."""
    return viewing.seen_by(call.by, call.path["ticketId"])

"""Tickets themselves."""

from typing import Any

from onestop.errors import AlreadyTaken, RequestInProgress, TryAgain, VersionMismatch, WrongState
from onestop.http import Answer, Call, answer_of, part_of
from tickets.api.door import LEAD, READ, WRITE, app
from tickets.service import changing, finding, opening

TAKEN = (AlreadyTaken, RequestInProgress)


@app.route("POST", "/tickets", scope=WRITE, body="NewTicket", returns="Ticket", status=201, location="/tickets/{id}",
           errors=(*TAKEN, TryAgain))  # fmt: skip
def open_ticket(call: Call) -> dict[str, Any]:
    """Open a ticket."""
    return opening.open_(call.by, call.body, call.once)


@app.route("GET", "/tickets", scope=READ, query="TicketQuery", returns="Ticket", many=True)
def list_tickets(call: Call) -> dict[str, Any]:
    """List tickets: sorted, or by whose they are, how they stand, number or external id."""
    part = part_of(call, newest_first=finding.order(call.query)[1], **finding.bounds(call.query))
    return answer_of(call, finding.listed(call.by, call.query, part))


@app.route("GET", "/tickets/{ticketId}", scope=READ, returns="Ticket")
def get_ticket(call: Call) -> dict[str, Any]:
    """Get one ticket."""
    return finding.seen(call.by, call.path["ticketId"]).view()


@app.route("PATCH", "/tickets/{ticketId}", scope=WRITE, body="TicketPatch", returns="Ticket",
           errors=(*TAKEN, VersionMismatch, WrongState))  # fmt: skip
def change_ticket(call: Call) -> dict[str, Any]:
    """Change a ticket by a merge patch; one of an older version is merged unless both changed the same field."""
    return changing.change(call.by, call.path["ticketId"], call.body, call.if_match)


@app.route("DELETE", "/tickets/{ticketId}", scope=LEAD, status=204, errors=(RequestInProgress, VersionMismatch))
def trash_ticket(call: Call) -> Answer:
    """Throw a ticket away, with all that hangs on it."""
    changing.trash(call.by, call.path["ticketId"], call.if_match)
    return Answer(204)

"""Tickets that sleep, and members who follow them."""

from typing import Any

from onestop.errors import RequestInProgress, WrongState
from onestop.http import Call
from tickets.api.door import WRITE, app
from tickets.service import following, snoozing


@app.route("POST", "/tickets/{ticketId}/snooze", scope=WRITE, body="Snooze", returns="Ticket",
           errors=(RequestInProgress, WrongState))  # fmt: skip
def snooze_ticket(call: Call) -> dict[str, Any]:
    """Let a ticket sleep until a moment; what its customer writes wakes it before."""
    return snoozing.snooze(call.by, call.path["ticketId"], call.body, call.once)


@app.route("DELETE", "/tickets/{ticketId}/snooze", scope=WRITE, returns="Ticket", versioned=False,
           errors=(RequestInProgress,))  # fmt: skip
def wake_ticket(call: Call) -> dict[str, Any]:
    """Wake it now."""
    return snoozing.wake(call.by, call.path["ticketId"])


@app.route("PUT", "/tickets/{ticketId}/followers/{memberId}", scope=WRITE, returns="Ticket", versioned=False,
           errors=(RequestInProgress,))  # fmt: skip
def follow_ticket(call: Call) -> dict[str, Any]:
    """Let a member follow a ticket."""
    return following.add(call.by, call.path["ticketId"], [call.path["memberId"]])


@app.route("DELETE", "/tickets/{ticketId}/followers/{memberId}", scope=WRITE, returns="Ticket", versioned=False,
           errors=(RequestInProgress,))  # fmt: skip
def unfollow_ticket(call: Call) -> dict[str, Any]:
    """Let a member no longer follow it."""
    return following.remove(call.by, call.path["ticketId"], call.path["memberId"])

"""How a desk is set up: settings, statuses, types."""

from typing import Any

from onestop.errors import TooLarge, VersionMismatch, WrongState
from onestop.http import Call
from onestop.http.answers import page
from tickets.api.door import ADMIN, READ, app
from tickets.service import setting_up


@app.route("GET", "/ticket-settings", scope=READ, returns="TicketSettings")
def get_ticket_settings(call: Call) -> dict[str, Any]:
    """Get how long a solved ticket may come back, and when it is closed."""
    return setting_up.settings(call.by)


@app.route("PUT", "/ticket-settings", scope=ADMIN, body="TicketSettingsGiven", returns="TicketSettings",
           errors=(VersionMismatch,))  # fmt: skip
def put_ticket_settings(call: Call) -> dict[str, Any]:
    """Decide about that."""
    return setting_up.set_settings(call.by, call.body, call.if_match)


@app.route("GET", "/ticket-statuses", scope=READ, returns="TicketStatus", many=True)
def list_ticket_statuses(call: Call) -> dict[str, Any]:
    """List all statuses in their order."""
    return page(setting_up.statuses(call.by), None)


@app.route("PUT", "/ticket-statuses/{key}", scope=ADMIN, body="TicketStatusGiven", returns="TicketStatus",
           errors=(TooLarge, VersionMismatch, WrongState))  # fmt: skip
def put_ticket_status(call: Call) -> dict[str, Any]:
    """Define a status, or define it anew; its category stays."""
    return setting_up.set_status(call.by, call.path["key"], call.body, call.if_match)


@app.route("GET", "/ticket-types", scope=READ, returns="TicketType", many=True)
def list_ticket_types(call: Call) -> dict[str, Any]:
    """List all types of tickets with their forms."""
    return page(setting_up.types(call.by), None)


@app.route("PUT", "/ticket-types/{key}", scope=ADMIN, body="TicketTypeGiven", returns="TicketType",
           errors=(TooLarge, VersionMismatch))  # fmt: skip
def put_ticket_type(call: Call) -> dict[str, Any]:
    """Define a type with its form, or define it anew; fields can be retired, not removed."""
    return setting_up.set_type(call.by, call.path["key"], call.body, call.if_match)

"""Macros: several actions in one click."""

from typing import Any

from onestop.errors import RequestInProgress, VersionMismatch, WrongState
from onestop.http import Answer, Call, answer_of, part_of
from tickets.api.door import READ, WRITE, app
from tickets.service import macros, shelves
from tickets.service.macros import MACROS


@app.route("POST", "/macros", scope=WRITE, body="NewMacro", returns="Macro", status=201, location="/macros/{id}")
def make_macro(call: Call) -> dict[str, Any]:
    """Make a macro: for oneself, for a team (those who lead) or for everybody (administrators)."""
    return shelves.create(call.by, MACROS, call.body.whole(), call.once)


@app.route("GET", "/macros", scope=READ, query="SharedQuery", returns="Macro", many=True)
def list_macros(call: Call) -> dict[str, Any]:
    """List what everybody has, what is the caller's own and, with `team`, what that team has."""
    part = part_of(call, newest_first=False)
    return answer_of(call, shelves.listed(call.by, MACROS, call.query.team, part))


@app.route("GET", "/macros/{macroId}", scope=READ, returns="Macro")
def get_macro(call: Call) -> dict[str, Any]:
    """Get one macro."""
    view: dict[str, Any] = shelves.seen(call.by, MACROS, call.path["macroId"]).view()
    return view


@app.route("PATCH", "/macros/{macroId}", scope=WRITE, body="MacroPatch", returns="Macro", errors=(VersionMismatch,))
def change_macro(call: Call) -> dict[str, Any]:
    """Change a macro by a merge patch."""
    return shelves.change(call.by, MACROS, call.path["macroId"], call.body.given(), call.if_match)


@app.route("DELETE", "/macros/{macroId}", scope=WRITE, status=204, errors=(VersionMismatch,))
def delete_macro(call: Call) -> Answer:
    """Throw a macro away."""
    shelves.delete(call.by, MACROS, call.path["macroId"], call.if_match)
    return Answer(204)


@app.route("GET", "/macros/{macroId}/preview", scope=READ, query="PreviewQuery", needs_query=True, returns="Preview",
           errors=(WrongState,))  # fmt: skip
def preview_macro(call: Call) -> dict[str, Any]:
    """Show what would come of a macro for a ticket."""
    return macros.preview(call.by, call.path["macroId"], call.query.ticket)


@app.route("POST", "/tickets/{ticketId}/macros/{macroId}", scope=WRITE, returns="Ticket",
           errors=(RequestInProgress, WrongState))  # fmt: skip
def use_macro(call: Call) -> dict[str, Any]:
    """Do to a ticket what a macro says, all of it or nothing."""
    return macros.use(call.by, call.path["ticketId"], call.path["macroId"], call.once)

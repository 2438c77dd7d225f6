"""Saved views."""

from typing import Any

from onestop.errors import VersionMismatch
from onestop.http import Answer, Call, answer_of, part_of
from onestop.http.answers import page
from tickets.api.door import READ, WRITE, app
from tickets.service import shelves, views
from tickets.service.views import VIEWS


@app.route("POST", "/views", scope=WRITE, body="NewView", returns="View", status=201, location="/views/{id}")
def save_view(call: Call) -> dict[str, Any]:
    """Save a view: for oneself, or for a team or everybody (those who lead)."""
    return shelves.create(call.by, VIEWS, call.body.whole(), call.once)


@app.route("GET", "/views", scope=READ, query="SharedQuery", returns="View", many=True)
def list_views(call: Call) -> dict[str, Any]:
    """List what everybody has, what is the caller's own and, with `team`, what that team has."""
    part = part_of(call, newest_first=False)
    return answer_of(call, shelves.listed(call.by, VIEWS, call.query.team, part))


@app.route("GET", "/views/{viewId}", scope=READ, returns="View")
def get_view(call: Call) -> dict[str, Any]:
    """Get one view."""
    view: dict[str, Any] = shelves.seen(call.by, VIEWS, call.path["viewId"]).view()
    return view


@app.route("PATCH", "/views/{viewId}", scope=WRITE, body="ViewPatch", returns="View", errors=(VersionMismatch,))
def change_view(call: Call) -> dict[str, Any]:
    """Change a view by a merge patch; a condition is replaced."""
    return shelves.change(call.by, VIEWS, call.path["viewId"], call.body.given(), call.if_match)


@app.route("DELETE", "/views/{viewId}", scope=WRITE, status=204, errors=(VersionMismatch,))
def delete_view(call: Call) -> Answer:
    """Throw a view away."""
    shelves.delete(call.by, VIEWS, call.path["viewId"], call.if_match)
    return Answer(204)


@app.route("GET", "/views/{viewId}/tickets", scope=READ, query="ListQuery", returns="Ticket", many=True)
def list_tickets_of_view(call: Call) -> dict[str, Any]:
    """List the tickets of a view. A page may have few and still be followed by another: `hasMore` says so."""
    view = shelves.seen(call.by, VIEWS, call.path["viewId"])
    part = part_of(call, newest_first=views.newest_first(view))
    return answer_of(call, views.shown(call.by, view, part).page)


@app.route("POST", "/views/preview", scope=READ, body="ViewAsked", returns="Ticket", many=True, once=False)
def preview_view(call: Call) -> dict[str, Any]:
    """Show the first tickets of a view that is not saved, 50 at most."""
    found = views.previewed(call.by, call.body)
    return page([row.view() for row in found.page.rows], None)

"""Notes about an order."""

from typing import Any

from onestop.errors import VersionMismatch
from onestop.http import Answer, Call, answer_of, part_of
from onestop.lists import prefix
from orders.api.door import READ, WRITE, app
from orders.service import noting


@app.route("POST", "/orders/{orderId}/notes", scope=WRITE, body="NewOrderNote", returns="OrderNote", status=201,
           location="/orders/{order}/notes/{id}")  # fmt: skip
def add_order_note(call: Call) -> dict[str, Any]:
    """Write a note about an order."""
    return noting.add(call.by, call.path["orderId"], call.body, call.once)


@app.route("GET", "/orders/{orderId}/notes", scope=READ, query="ListQuery", returns="OrderNote", many=True)
def list_order_notes(call: Call) -> dict[str, Any]:
    """List the notes about an order, newest first."""
    part = part_of(call, newest_first=True, **prefix("note#"))
    return answer_of(call, noting.notes(call.by, call.path["orderId"], part))


@app.route("PATCH", "/orders/{orderId}/notes/{noteId}", scope=WRITE, body="OrderNotePatch", returns="OrderNote",
           errors=(VersionMismatch,))  # fmt: skip
def change_order_note(call: Call) -> dict[str, Any]:
    """Change a note; for its author and for those who lead."""
    return noting.change(call.by, call.path["orderId"], call.path["noteId"], call.body, call.if_match)


@app.route("DELETE", "/orders/{orderId}/notes/{noteId}", scope=WRITE, status=204, errors=(VersionMismatch,))
def delete_order_note(call: Call) -> Answer:
    """Delete a note; for its author and for those who lead."""
    noting.delete(call.by, call.path["orderId"], call.path["noteId"], call.if_match)
    return Answer(204)

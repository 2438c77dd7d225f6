"""Notes about a customer."""

from typing import Any

from customers.api.door import READ, WRITE, app
from customers.service import noting
from onestop.errors import VersionMismatch
from onestop.http import Answer, Call, answer_of, part_of
from onestop.lists import prefix


@app.route("POST", "/customers/{customerId}/notes", scope=WRITE, body="NewNote", returns="Note", status=201,
           location="/customers/{customer}/notes/{id}")  # fmt: skip
def add_note(call: Call) -> dict[str, Any]:
    """Write a note about a customer."""
    return noting.add(call.by, call.path["customerId"], call.body, call.once)


@app.route("GET", "/customers/{customerId}/notes", scope=READ, query="ListQuery", returns="Note", many=True)
def list_notes(call: Call) -> dict[str, Any]:
    """List the notes about a customer, newest first."""
    part = part_of(call, newest_first=True, **prefix("note#"))
    return answer_of(call, noting.notes(call.by, call.path["customerId"], part))


@app.route("PATCH", "/customers/{customerId}/notes/{noteId}", scope=WRITE, body="NotePatch", returns="Note",
           errors=(VersionMismatch,))  # fmt: skip
def change_note(call: Call) -> dict[str, Any]:
    """Change a note; for its author and for those who lead."""
    return noting.change(call.by, call.path["customerId"], call.path["noteId"], call.body, call.if_match)


@app.route("DELETE", "/customers/{customerId}/notes/{noteId}", scope=WRITE, status=204, errors=(VersionMismatch,))
def delete_note(call: Call) -> Answer:
    """Delete a note; for its author and for those who lead."""
    noting.delete(call.by, call.path["customerId"], call.path["noteId"], call.if_match)
    return Answer(204)

"""Fields that the tenant defines."""

from typing import Any

from customers.api.door import ADMIN, READ, app
from customers.service import custom_fields, fields
from onestop.errors import AlreadyTaken, Conflict, VersionMismatch, WrongState
from onestop.http import Answer, Call, page

FIELDS, FIELD = "/customer-fields", "/customer-fields/{name}"


@app.route("POST", FIELDS, scope=ADMIN, body="NewField", returns="CustomField", status=201, location=FIELD,
           errors=(AlreadyTaken, Conflict))  # fmt: skip
def define_field(call: Call) -> dict[str, Any]:
    """Define a field that customers have from now on."""
    return fields.define(call.by, call.body, call.once)


@app.route("GET", FIELDS, scope=READ, returns="CustomField", many=True)
def list_fields(call: Call) -> dict[str, Any]:
    """List the fields that the tenant defined, the retired ones too; there are 100 at most."""
    return page([row.view() for row in custom_fields.stored(call.by.tenant)], None)


@app.route("GET", FIELD, scope=READ, returns="CustomField")
def get_field(call: Call) -> dict[str, Any]:
    """Get one field."""
    return fields.shown(call.by, call.path["name"])


@app.route("PATCH", FIELD, scope=ADMIN, body="FieldPatch", returns="CustomField", errors=(VersionMismatch, WrongState))
def change_field(call: Call) -> dict[str, Any]:
    """Change labels or bounds, or add options; name and type stay."""
    return fields.change(call.by, call.path["name"], call.body, call.if_match)


@app.route("DELETE", FIELD, scope=ADMIN, status=204, errors=(VersionMismatch,))
def retire_field(call: Call) -> Answer:
    """Retire a field: its values can be read, but no longer set."""
    fields.retire(call.by, call.path["name"], call.if_match)
    return Answer(204)

"""What customers permit."""

from typing import Any

from customers.api.door import READ, WRITE, app
from customers.service import consenting
from onestop.errors import RequestInProgress, WrongState
from onestop.http import Call, answer_of, page, part_of
from onestop.lists import prefix


@app.route("POST", "/customers/{customerId}/consents", scope=WRITE, body="NewConsent", returns="Consent", status=201,
           errors=(WrongState, RequestInProgress))  # fmt: skip
def record_consent(call: Call) -> dict[str, Any]:
    """Record that a customer gave or withdrew consent."""
    return consenting.say(call.by, call.path["customerId"], call.body, call.once)


@app.route("GET", "/customers/{customerId}/consents", scope=READ, query="ListQuery", returns="Consent", many=True)
def list_consents(call: Call) -> dict[str, Any]:
    """List what holds now for a customer."""
    part = part_of(call, newest_first=False, **prefix("consent#"))
    return answer_of(call, consenting.consents(call.by, call.path["customerId"], part))


@app.route(
    "GET", "/customers/{customerId}/consents/history", scope=READ, query="ListQuery", returns="Consent", many=True
)
def list_consent_history(call: Call) -> dict[str, Any]:
    """List all that a customer ever said about consent, the latest first."""
    part = part_of(call, newest_first=True, **prefix("said#"))
    return answer_of(call, consenting.statements(call.by, call.path["customerId"], part))


@app.route("GET", "/consents", scope=READ, query="PermissionQuery", needs_query=True, returns="Permission", many=True)
def list_permissions(call: Call) -> dict[str, Any]:
    """Look up, before something is sent, what holds for an address and a purpose."""
    return page(consenting.permissions(call.by, call.query), None)

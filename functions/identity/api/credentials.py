"""The routes of personal tokens, API keys and service clients."""

from typing import Any

from identity.api.door import app
from identity.service import credentials
from identity.service.held import KEY, SERVICE, TOKEN
from onestop.errors import Forbidden, MissingScope, RequestInProgress, VersionMismatch
from onestop.http import Answer, Call, answer_of, part_of

OWN, ADMIN = "identity:tokens", "identity:admin"
REFUSED = (Forbidden, MissingScope, RequestInProgress)
MAKES = {"body": "NewCredential", "returns": "Issued", "status": 201, "errors": REFUSED}
LISTS = {"query": "ListQuery", "returns": "Credential", "many": True}
REVOKES = {"status": 204, "errors": (VersionMismatch,)}


def _listed(call: Call, kind: str) -> dict[str, Any]:
    return answer_of(call, credentials.listed(call.by, kind, part_of(call, newest_first=True)))


@app.route("POST", "/tokens", scope=OWN, location="/tokens/{id}", **MAKES)
def create_token(call: Call) -> dict[str, Any]:
    """Make a personal token: it acts as its member, with the scopes chosen."""
    return credentials.create(call.by, TOKEN, call.body, call.once)


@app.route("GET", "/tokens", scope=OWN, **LISTS)
def list_tokens(call: Call) -> dict[str, Any]:
    """List the own personal tokens."""
    return _listed(call, TOKEN)


@app.route("GET", "/tokens/{tokenId}", scope=OWN, returns="Credential")
def get_token(call: Call) -> dict[str, Any]:
    """Get one of the own personal tokens."""
    return credentials.seen(call.by, TOKEN, call.path["tokenId"]).view()


@app.route("DELETE", "/tokens/{tokenId}", scope=OWN, **REVOKES)
def revoke_personal_token(call: Call) -> Answer:
    """Revoke one of the own personal tokens."""
    credentials.revoke(call.by, TOKEN, call.path["tokenId"], call.if_match)
    return Answer(204)


@app.route("POST", "/api-keys", scope=ADMIN, location="/api-keys/{id}", **MAKES)
def create_api_key(call: Call) -> dict[str, Any]:
    """Make an API key for an integration."""
    return credentials.create(call.by, KEY, call.body, call.once)


@app.route("GET", "/api-keys", scope=ADMIN, **LISTS)
def list_api_keys(call: Call) -> dict[str, Any]:
    """List the API keys."""
    return _listed(call, KEY)


@app.route("GET", "/api-keys/{keyId}", scope=ADMIN, returns="Credential")
def get_api_key(call: Call) -> dict[str, Any]:
    """Get one API key."""
    return credentials.seen(call.by, KEY, call.path["keyId"]).view()


@app.route("DELETE", "/api-keys/{keyId}", scope=ADMIN, **REVOKES)
def revoke_api_key(call: Call) -> Answer:
    """Revoke an API key."""
    credentials.revoke(call.by, KEY, call.path["keyId"], call.if_match)
    return Answer(204)


@app.route("POST", "/clients", scope=ADMIN, location="/clients/{id}", **MAKES)
def create_client(call: Call) -> dict[str, Any]:
    """Make a service client, which gets access tokens by client_credentials; `id` is its client_id."""
    return credentials.create(call.by, SERVICE, call.body, call.once)


@app.route("GET", "/clients", scope=ADMIN, **LISTS)
def list_clients(call: Call) -> dict[str, Any]:
    """List the service clients."""
    return _listed(call, SERVICE)


@app.route("GET", "/clients/{clientId}", scope=ADMIN, returns="Credential")
def get_client(call: Call) -> dict[str, Any]:
    """Get one service client."""
    return credentials.seen(call.by, SERVICE, call.path["clientId"]).view()


@app.route("DELETE", "/clients/{clientId}", scope=ADMIN, **REVOKES)
def revoke_client(call: Call) -> Answer:
    """Revoke a service client, and with it the tokens it holds."""
    credentials.revoke(call.by, SERVICE, call.path["clientId"], call.if_match)
    return Answer(204)

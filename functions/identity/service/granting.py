"""The token endpoint (RFC 6749): each grant type, and who may use it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_plus

from identity import schemas
from identity.domain.clients import FIRST_PARTY
from identity.domain.roles import narrowed
from identity.domain.secrets import CLIENT, read
from identity.service import held, sessions
from identity.service.oauth_errors import InvalidClient, InvalidRequest, InvalidScope, UnsupportedGrant
from identity.service.sessions import Grant
from identity.service.signing import LIFE, access_token
from onestop.identity import Caller


def grant(by: Caller, form: schemas.TokenForm, authorization: str | None, issuer: str) -> dict[str, Any]:
    """The answer of the token endpoint, or an `OAuthError`."""
    ways: dict[str, Callable[[], dict[str, Any]]] = {
        "authorization_code": lambda: _answer(issuer, _by_code(by, form)),
        "refresh_token": lambda: _answer(issuer, _by_refresh(by, form)),
        "client_credentials": lambda: _by_secret(form, authorization, issuer),
    }
    if not form.grant_type:
        raise InvalidRequest("grant_type is missing.")
    if form.grant_type not in ways:
        raise UnsupportedGrant(f"Use one of {', '.join(ways)}.")
    return ways[form.grant_type]()


def _by_code(by: Caller, form: schemas.TokenForm) -> Grant:
    client, code = _public_client(form), _needed(form, "code")
    verifier = form.code_verifier.get_secret_value() if form.code_verifier else None
    return sessions.exchange(by, code, client, form.redirect_uri, verifier)


def _by_refresh(by: Caller, form: schemas.TokenForm) -> Grant:
    return sessions.refresh(by, _needed(form, "refresh_token"), _public_client(form), form.scope)


def _public_client(form: schemas.TokenForm) -> str:
    if form.client_id not in FIRST_PARTY:
        raise InvalidClient("client_id is none of the clients that log people in.")
    return form.client_id


def _needed(form: schemas.TokenForm, name: str) -> str:
    value = getattr(form, name)
    if value is None:
        raise InvalidRequest(f"{name} is missing.")
    return str(value.get_secret_value())


def _by_secret(form: schemas.TokenForm, authorization: str | None, issuer: str) -> dict[str, Any]:
    """A service client's token. It has no refresh token: the client can ask again at any time (RFC 6749, 4.4.3)."""
    client_id, secret = _basic(authorization) if authorization else (form.client_id, _in_form(form))
    shown = read(secret or "", CLIENT)
    row = held.find(shown.tenant, held.SERVICE, shown.ids[1], consistent=True) if shown else None
    if shown is None or client_id != shown.ids[1] or not held.is_good(row, shown):
        raise InvalidClient("The client is unknown or its secret is another.")
    scopes = narrowed(form.scope, row.scopes)
    if not scopes:
        raise InvalidScope("None of these scopes is among those of the client.")
    claims = {
        "sub": f"client/{client_id}", "tenant": shown.tenant, "roles": ["integration"],
        "scope": " ".join(sorted(scopes)), "client_id": client_id,
    }  # fmt: skip
    return _bearer(access_token(issuer, claims), claims["scope"])


def _in_form(form: schemas.TokenForm) -> str | None:
    return form.client_secret.get_secret_value() if form.client_secret else None


def _basic(authorization: str) -> tuple[str, str]:
    """Id and secret, form-encoded before they were joined (RFC 6749, 2.3.1)."""
    scheme, _, said = authorization.partition(" ")
    try:
        client_id, colon, secret = base64.b64decode(said, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError) as failure:
        raise InvalidClient("The Authorization header cannot be read.") from failure
    if scheme.lower() != "basic" or not colon:
        raise InvalidClient("Authenticate by HTTP Basic, or by client_id and client_secret in the form.")
    return unquote_plus(client_id), unquote_plus(secret)


def _answer(issuer: str, granted: Grant) -> dict[str, Any]:
    claims = granted.claims()
    bearer = _bearer(access_token(issuer, claims), claims["scope"])
    return {**bearer, "refresh_token": granted.refresh_token}


def _bearer(token: str, scope: str) -> dict[str, Any]:
    return {
        "access_token": token, "token_type": "Bearer", "expires_in": int(LIFE.total_seconds()), "scope": scope,
    }  # fmt: skip

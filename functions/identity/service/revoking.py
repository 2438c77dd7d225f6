"""Revocation (RFC 7009): to revoke either token of a session is to end the session."""

from __future__ import annotations

from identity import schemas
from identity.domain.secrets import REFRESH, read
from identity.service import sessions
from identity.service.jose import jwt
from identity.service.oauth_errors import InvalidRequest, UnsupportedToken
from identity.service.security import inside
from identity.service.verifying import claims_of
from onestop.identity import Caller


def revoke(by: Caller, form: schemas.RevokeForm, issuer: str) -> None:
    """End the session of a token: 2 calls. Nothing for a token that is not good (any more), as the RFC asks."""
    token = form.token.get_secret_value() if form.token else ""
    if not token:
        raise InvalidRequest("token is missing.")
    if read(token, REFRESH):
        sessions.end(by, token)
    else:
        _end_by_access_token(by, token, issuer)


def _end_by_access_token(by: Caller, token: str, issuer: str) -> None:
    try:
        claims = claims_of(token, issuer)
    except jwt.PyJWTError:
        return  # not ours or not good any more, which is what was asked for
    if "sid" not in claims:
        raise UnsupportedToken("A service client's token ends by itself; revoke the client to end it at once.")
    member = claims["sub"].removeprefix("member/")
    sessions.end_session(inside(by, claims["tenant"], member), claims["sid"], member, claims["client_id"])

"""The authorization endpoint: what was asked for, and where the answer goes."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from identity import schemas, table
from identity.domain.clients import registered
from identity.domain.pkce import CHALLENGE, METHOD
from identity.domain.roles import EVERY_SCOPE, narrowed
from identity.service import passwords, sessions
from identity.service.issuer import console_redirects
from onestop.errors import BadParameter
from onestop.identity import Caller


def must_be_answerable(asked: schemas.AuthorizeQuery, issuer: str) -> None:
    """Raise `BadParameter` where nobody may be sent to the address asked for: the mistake is told to the person here.

    To redirect with an error instead would make this page send people anywhere (RFC 6749, 4.1.2.1).
    """
    if not registered(asked.client_id or "", asked.redirect_uri or "", console_redirects(issuer)):
        raise BadParameter("The client is unknown, or the address to return to is not registered for it.")


def fault(asked: schemas.AuthorizeQuery) -> str | None:
    """The OAuth error with which the client is answered at once, or None."""
    if asked.response_type != "code":
        return "unsupported_response_type"
    if asked.code_challenge_method != METHOD or not CHALLENGE.fullmatch(asked.code_challenge or ""):
        return "invalid_request"
    return None if narrowed(asked.scope, EVERY_SCOPE) else "invalid_scope"


def log_in(by: Caller, asked: schemas.AuthorizeQuery, form: schemas.LoginForm) -> str:
    """An authorization code. Raises `Unauthenticated` or `LockedOut`, between which the page makes no difference."""
    tenant = table.tenant_of(form.workspace.strip().lower())
    member = passwords.verify(by, tenant, form.email.strip(), form.password.get_secret_value())
    return sessions.begin(by, str(tenant), member, asked)


def answer_to(asked: schemas.AuthorizeQuery, issuer: str, **said: str) -> str:
    """The address to which the person is sent, with the answer, the client's `state` and who answers (RFC 9207)."""
    state = {"state": asked.state} if asked.state is not None else {}
    return f"{asked.redirect_uri}?{urlencode({**said, **state, 'iss': issuer})}"


def origin_of(asked: schemas.AuthorizeQuery) -> str:
    """Where the form may lead: browsers apply `form-action` to the redirect that follows, too."""
    place = urlsplit(asked.redirect_uri or "")
    return f"{place.scheme}://{place.netloc}"

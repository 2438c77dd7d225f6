"""OAuth 2: the log-in page, the token endpoint, revocation, and what a client has to know of them.

Its RFCs say how these answer, so they take no Idempotency-Key, and their errors are not problem documents.
"""

from identity import pages
from identity.api.door import app
from identity.service import authorizing, discovery, granting, revoking, signing
from identity.service.issuer import issuer_of
from identity.service.oauth_errors import OAuthError
from onestop.errors import BadParameter, LockedOut, Unauthenticated
from onestop.http import Answer, Call
from onestop.http.body import FORM
from onestop.http.route import JSON

CACHED = {"Cache-Control": "public, max-age=3600"}
FORMS = {"accepts": (FORM,), "once": False, "public": True}
PAGES = {200: (pages.HTML, None), 303: (pages.HTML, None), 400: (pages.HTML, None), 401: (pages.HTML, None)}
REFUSALS = {400: (JSON, "Refusal"), 401: (JSON, "Refusal")}


def _issuer() -> str:
    return issuer_of(app.chalice.current_request.context)


@app.route("GET", "/oauth/authorize", query="AuthorizeQuery", needs_query=True, public=True, media=pages.HTML,
           besides=PAGES)  # fmt: skip
def show_login(call: Call) -> Answer:
    """The log-in page, for an authorization code with PKCE (RFC 6749, 7636)."""
    return _before_login(call) or pages.login(_languages(call), authorizing.origin_of(call.query))


@app.route("POST", "/oauth/authorize", query="AuthorizeQuery", body="LoginForm", status=303, media=pages.HTML,
           errors=(Unauthenticated,), besides=PAGES, **FORMS)  # fmt: skip
def log_in(call: Call) -> Answer:
    """Log in, and go back to the client with a code; the page again where that did not work."""
    if refused := _before_login(call):
        return refused
    try:
        code = authorizing.log_in(call.by, call.query, call.body)
    except (Unauthenticated, LockedOut):
        typed = {"workspace": call.body.workspace, "email": call.body.email}
        return pages.login(_languages(call), authorizing.origin_of(call.query), typed)
    return _back(call, code=code)


def _before_login(call: Call) -> Answer | None:
    try:
        authorizing.must_be_answerable(call.query, _issuer())
    except BadParameter:
        return pages.refusal(_languages(call))
    fault = authorizing.fault(call.query)
    return _back(call, error=fault) if fault else None


def _back(call: Call, **said: str) -> Answer:
    place = authorizing.answer_to(call.query, _issuer(), **said)
    return Answer(303, None, {"Location": place, "Referrer-Policy": "no-referrer"}, pages.HTML)


def _languages(call: Call) -> str:
    return call.headers.get("accept-language", "")


@app.route("POST", "/oauth/token", body="TokenForm", returns="TokenAnswer", besides=REFUSALS, **FORMS)
def issue_token(call: Call) -> Answer:
    """Exchange a code, a refresh token or a client's secret for an access token (RFC 6749)."""
    authorization = call.headers.get("authorization")
    try:
        answer = granting.grant(call.by, call.body, authorization, _issuer())
    except OAuthError as error:
        return _refused(error, basic=authorization is not None)
    return Answer(200, answer, {"Pragma": "no-cache"})


@app.route("POST", "/oauth/revoke", body="RevokeForm", besides=REFUSALS, **FORMS)
def revoke_token(call: Call) -> Answer:
    """End the session of a refresh token or an access token (RFC 7009); an unknown token is no error."""
    try:
        revoking.revoke(call.by, call.body, _issuer())
    except OAuthError as error:
        return _refused(error, basic=False)
    return Answer(200, {})


def _refused(error: OAuthError, *, basic: bool) -> Answer:
    ask = {"WWW-Authenticate": 'Basic realm="onestop"'} if basic and error.status == 401 else {}
    body = {"error": error.code, "error_description": str(error)}
    return Answer(error.status, body, {"Pragma": "no-cache", **ask})


@app.route("GET", "/.well-known/openid-configuration", returns="Discovery", public=True)
def discover(call: Call) -> Answer:
    """Where everything is (OpenID Connect Discovery 1.0, RFC 8414)."""
    return Answer(200, discovery.document(_issuer()), CACHED)


@app.route("GET", "/.well-known/jwks.json", returns="KeySet", public=True)
def show_keys(call: Call) -> Answer:
    """The public keys that verify access tokens (RFC 7517)."""
    return Answer(200, signing.key_set(), CACHED)

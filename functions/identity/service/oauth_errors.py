"""The errors of RFC 6749, 5.2. They are answered in its words, not as problem documents."""


class OAuthError(Exception):
    """`code` is the public `error`, the message its `error_description`."""

    code = "invalid_request"
    status = 400


class InvalidRequest(OAuthError):
    pass


class InvalidGrant(OAuthError):
    code = "invalid_grant"


class InvalidClient(OAuthError):
    code, status = "invalid_client", 401


class InvalidScope(OAuthError):
    code = "invalid_scope"


class UnauthorizedClient(OAuthError):
    code = "unauthorized_client"


class UnsupportedGrant(OAuthError):
    code = "unsupported_grant_type"


class UnsupportedToken(OAuthError):
    code = "unsupported_token_type"

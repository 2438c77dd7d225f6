"""The forms of OAuth 2. Its RFCs name the parameters, and ask to overlook those that are not known."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from onestop.http import Query

Given = Annotated[str | None, Field(max_length=2048)]
Secret = Annotated[SecretStr | None, Field(max_length=1024)]


class Form(BaseModel):
    """All fields may be absent: what is missing is answered as RFC 6749 says, not as a problem document."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)


class AuthorizeQuery(Query):
    """RFC 6749, 4.1.1, and RFC 7636, 4.3."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    response_type: Given = None
    client_id: Given = None
    redirect_uri: Given = None
    scope: Given = None
    state: Given = None
    code_challenge: Given = None
    code_challenge_method: Given = None


class LoginForm(Form):
    """Who logs in, and where."""

    workspace: Annotated[str, Field(max_length=63)] = ""
    email: Annotated[str, Field(max_length=254)] = ""
    password: Annotated[SecretStr, Field(max_length=1024)] = SecretStr("")


class TokenForm(Form):
    """RFC 6749, 4.1.3, 4.4.2 and 6; RFC 7636, 4.5."""

    grant_type: Given = None
    client_id: Given = None
    client_secret: Secret = None
    code: Secret = None
    redirect_uri: Given = None
    code_verifier: Secret = None
    refresh_token: Secret = None
    scope: Given = None


class RevokeForm(Form):
    """RFC 7009, 2.1."""

    token: Annotated[SecretStr | None, Field(max_length=8192)] = None
    token_type_hint: Given = None
    client_id: Given = None


class TokenAnswer(BaseModel):
    """RFC 6749, 5.1. `expires_in` is in seconds."""

    access_token: str
    token_type: str
    expires_in: int
    scope: str
    refresh_token: str | None = None


class Refusal(BaseModel):
    """RFC 6749, 5.2."""

    error: str
    error_description: str


class Discovery(BaseModel):
    """OpenID Connect Discovery 1.0 and RFC 8414."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    revocation_endpoint: str
    jwks_uri: str
    response_types_supported: list[str]
    grant_types_supported: list[str]
    code_challenge_methods_supported: list[str]
    token_endpoint_auth_methods_supported: list[str]
    id_token_signing_alg_values_supported: list[str]
    subject_types_supported: list[str]
    scopes_supported: list[str]
    authorization_response_iss_parameter_supported: bool


class Key(BaseModel):
    """RFC 7517, an elliptic-curve public key."""

    kty: str
    crv: str
    x: str
    y: str
    kid: str
    use: str
    alg: str


class KeySet(BaseModel):
    """RFC 7517, 5."""

    keys: list[Key]

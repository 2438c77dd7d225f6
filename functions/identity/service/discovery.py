"""What a client has to know to use this as its authorization server."""

from typing import Any

from identity.domain.roles import EVERY_SCOPE
from identity.service import signing


def document(issuer: str) -> dict[str, Any]:
    """The metadata of OpenID Connect Discovery 1.0 and RFC 8414."""
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/oauth/authorize",
        "token_endpoint": f"{issuer}/oauth/token",
        "revocation_endpoint": f"{issuer}/oauth/revoke",
        "jwks_uri": f"{issuer}/.well-known/jwks.json",
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code", "refresh_token", "client_credentials"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
        "id_token_signing_alg_values_supported": [signing.ALGORITHM],
        "subject_types_supported": ["public"],
        "scopes_supported": sorted(EVERY_SCOPE),
        "authorization_response_iss_parameter_supported": True,
    }

"""Tokens of another OpenID Connect issuer, where one is configured: it says who somebody is, we say what he may do.

`OIDC_ISSUER`, `OIDC_JWKS_URL` and `OIDC_AUDIENCE` name it; `OIDC_TENANT_CLAIM` is the claim that holds the tenant's
id. The member is the one with the verified e-mail address. Such an issuer is trusted with every tenant of the
deployment.
"""

import os
from functools import cache
from typing import Any

from identity.service.jose import jwt
from onestop.errors import TryAgain, Unauthenticated

ALGORITHMS = ["ES256", "RS256", "PS256"]
LEEWAY = 30


def is_theirs(token: str) -> bool:
    """Whether a token says that it comes from the configured issuer; nothing is proved by that."""
    issuer = os.environ.get("OIDC_ISSUER")
    return bool(issuer) and jwt.decode(token, options={"verify_signature": False}).get("iss") == issuer


def person_of(token: str) -> tuple[str, str]:
    """The tenant's id and the e-mail address in a token that has proved to be theirs; `TryAgain` without their keys."""
    try:
        key = _keys().get_signing_key_from_jwt(token)
    except jwt.PyJWKClientConnectionError as failure:
        raise TryAgain("The keys of the identity provider cannot be fetched.") from failure
    claims = jwt.decode(
        token, key, algorithms=ALGORITHMS, audience=os.environ["OIDC_AUDIENCE"],
        issuer=os.environ["OIDC_ISSUER"], leeway=LEEWAY, options={"require": ["iss", "aud", "sub", "iat", "exp"]},
    )  # fmt: skip
    tenant, email = claims.get(os.environ.get("OIDC_TENANT_CLAIM") or "tenant"), claims.get("email")
    if not tenant or not email or claims.get("email_verified") is not True:
        raise Unauthenticated()
    return str(tenant), str(email)


@cache
def _keys() -> Any:
    """Their public keys, fetched when an unknown one comes, and at most every five minutes."""
    return jwt.PyJWKClient(os.environ["OIDC_JWKS_URL"], cache_jwk_set=True, lifespan=300, timeout=2)

"""Another OpenID Connect issuer: it says who, we say what."""

import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from onestop.errors import TryAgain
from tests.identity.world import World, authorized

THEIRS = "https://login.example.test"


@pytest.fixture(scope="module")
def key() -> Any:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def issuer(world: World, key: Any, monkeypatch: pytest.MonkeyPatch) -> World:
    from identity.service import outside  # noqa: PLC0415

    outside._keys.cache_clear()
    for name, value in (("ISSUER", THEIRS), ("JWKS_URL", "http://127.0.0.1:1/keys"), ("AUDIENCE", "desk")):
        monkeypatch.setenv(f"OIDC_{name}", value)
    published = {**RSAAlgorithm.to_jwk(key.public_key(), as_dict=True), "kid": "k", "use": "sig"}
    outside._keys().jwk_set_cache.put({"keys": [published]})  # as if fetched a moment ago
    return world


def token(key: Any, **claims: Any) -> str:
    now = int(time.time())
    said = {"iss": THEIRS, "aud": "desk", "sub": "u1", "iat": now, "exp": now + 60, "email_verified": True, **claims}
    return jwt.encode(said, key, algorithm="RS256", headers={"kid": "k"})


def test_their_word_for_who_somebody_is_is_taken(issuer: World, key: Any) -> None:
    said = authorized(token(key, tenant=issuer.tenant, email="Ada@acme.example"))

    assert (said["actor"], said["via"], said["roles"]) == (f"member/{issuer.owner}", "oidc", "owner")


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email": "nobody@acme.example"},
        {"email": None},
        {"tenant": "elsewhere"},
        {"aud": "x"},
    ],
)
def test_an_address_that_is_not_proved_or_nobodys_is_refused(issuer: World, key: Any, claims: dict[str, Any]) -> None:
    with pytest.raises(Exception, match="Unauthorized"):
        authorized(token(key, **{"tenant": issuer.tenant, "email": "ada@acme.example", **claims}))


def test_another_key_is_refused(issuer: World) -> None:
    forged = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    with pytest.raises(Exception, match="Unauthorized"):
        authorized(token(forged, tenant=issuer.tenant, email="ada@acme.example"))


def test_that_their_keys_cannot_be_fetched_is_our_fault_and_not_the_bearers(issuer: World, key: Any) -> None:
    from identity.service import outside  # noqa: PLC0415

    outside._keys.cache_clear()
    with pytest.raises(TryAgain):
        authorized(token(key, tenant=issuer.tenant, email="ada@acme.example"))

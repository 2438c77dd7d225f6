"""Access tokens: JWTs (RFC 9068) signed by KMS, so that the private key is never in our hands.

`SIGNING_KEYS` lists the ids of KMS keys: the first signs, all of them verify. The signature of KMS is DER, that of a
JWT the two numbers in a row (RFC 7518, 3.4).
"""

import json
import os
from datetime import timedelta
from functools import cache
from typing import Any

from identity.service.jose import algorithms, utils
from onestop import aws, clock
from onestop.later import Later

ec: Any = Later("cryptography.hazmat.primitives.asymmetric.ec")
serialization: Any = Later("cryptography.hazmat.primitives.serialization")

ALGORITHM, AUDIENCE, TYPE = "ES256", "onestop", "at+jwt"
LIFE = timedelta(minutes=15)


def access_token(issuer: str, claims: dict[str, Any]) -> str:
    """A signed token with these claims and those that every token has: 1 call to KMS."""
    now = int(clock.now().timestamp())
    times = {"iat": now, "nbf": now, "exp": now + int(LIFE.total_seconds())}
    return _signed({"iss": issuer, "aud": AUDIENCE, "jti": clock.new_id(), **times, **claims})


def _signed(claims: dict[str, Any]) -> str:
    signer = key_ids()[0]
    head = {"alg": ALGORITHM, "typ": TYPE, "kid": signer}
    message = b".".join(_encoded(json.dumps(part, separators=(",", ":")).encode()) for part in (head, claims))
    how = {"MessageType": "RAW", "SigningAlgorithm": "ECDSA_SHA_256"}
    answer = aws.call("kms", "Sign", KeyId=signer, Message=message, **how)
    signature = utils.der_to_raw_signature(answer["Signature"], ec.SECP256R1())
    return b".".join((message, _encoded(signature))).decode()


def _encoded(data: bytes) -> bytes:
    encoded: bytes = utils.base64url_encode(data)
    return encoded


def key_ids() -> list[str]:
    """The keys' ids, the one that signs first; they are the `kid`s too."""
    return os.environ["SIGNING_KEYS"].split(",")


@cache
def public_key(key_id: str) -> Any:
    """The public half of a key, on an elliptic curve: 1 call to KMS in the life of a process."""
    found = serialization.load_der_public_key(aws.call("kms", "GetPublicKey", KeyId=key_id)["PublicKey"])
    if not isinstance(found, ec.EllipticCurvePublicKey):
        raise TypeError(f"{key_id} is no elliptic-curve key")
    return found


def key_set() -> dict[str, Any]:
    """All public keys as a JWK set (RFC 7517)."""
    use = {"use": "sig", "alg": ALGORITHM}
    as_jwk = algorithms.ECAlgorithm.to_jwk
    return {"keys": [{**as_jwk(public_key(each), as_dict=True), "kid": each, **use} for each in key_ids()]}

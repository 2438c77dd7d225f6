"""Tokens that are almost good: signed by the real key with other claims, or by other means."""

import hmac
import json
import os
from typing import Any

import boto3
import jwt
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key
from jwt.utils import base64url_encode, der_to_raw_signature


def claims_of(token: str) -> dict[str, Any]:
    return jwt.decode(token, options={"verify_signature": False})


def signed(claims: dict[str, Any], **head: str) -> str:
    """A token signed by the real key, whatever it says."""
    key = os.environ["SIGNING_KEYS"]
    parts = [{"alg": "ES256", "typ": "at+jwt", "kid": key, **head}, claims]
    message = b".".join(base64url_encode(json.dumps(part).encode()) for part in parts)
    answer = boto3.client("kms").sign(
        KeyId=key, Message=message, MessageType="RAW", SigningAlgorithm="ECDSA_SHA_256"
    )  # fmt: skip
    return b".".join([message, base64url_encode(der_to_raw_signature(answer["Signature"], SECP256R1()))]).decode()


def unsigned(claims: dict[str, Any]) -> str:
    head = {"typ": "at+jwt", "kid": os.environ["SIGNING_KEYS"]}
    return jwt.encode(claims, None, algorithm="none", headers=head)


def signed_with_the_public_key(claims: dict[str, Any]) -> str:
    """The classic: HMAC with the public key as its secret."""
    key = os.environ["SIGNING_KEYS"]
    public = load_der_public_key(boto3.client("kms").get_public_key(KeyId=key)["PublicKey"])
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    parts = [{"alg": "HS256", "typ": "at+jwt", "kid": key}, claims]
    message = b".".join(base64url_encode(json.dumps(part).encode()) for part in parts)
    return b".".join([message, base64url_encode(hmac.new(pem, message, "sha256").digest())]).decode()


def tampered(token: str, **changed: Any) -> str:
    """The token with other claims under its old signature."""
    head, _, signature = token.split(".")
    body = base64url_encode(json.dumps({**claims_of(token), **changed}).encode()).decode()
    return f"{head}.{body}.{signature}"

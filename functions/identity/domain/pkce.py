"""Proof Key for Code Exchange (RFC 7636), by S256 only: `plain` proves nothing to one who has seen the request."""

import hmac
import re
from base64 import urlsafe_b64encode
from hashlib import sha256

METHOD = "S256"
VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}", re.ASCII)
CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)


def challenge_of(verifier: str) -> str:
    """What a client sends before it shows the verifier."""
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")


def proves(verifier: str | None, challenge: str) -> bool:
    """Whether the one who shows `verifier` is the one who sent `challenge`."""
    return bool(verifier and VERIFIER.fullmatch(verifier)) and hmac.compare_digest(challenge_of(verifier), challenge)

"""Signatures of webhooks as Standard Webhooks has them (github.com/standard-webhooks, specification 1.0.0)."""

import base64
import hmac
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from onestop.errors import BadSignature

WINDOW = timedelta(minutes=5)
VERSION = "v1,"
PREFIX = "whsec_"


def signed(secret: str, message: str, moment: datetime, body: bytes) -> dict[str, str]:
    """The three headers of a webhook with the id `message`."""
    seconds = str(int(moment.timestamp()))
    return {
        "webhook-id": message,
        "webhook-timestamp": seconds,
        "webhook-signature": VERSION + _digest(secret, message, seconds, body),
    }


def must_be_signed(headers: Mapping[str, str], body: bytes, secrets: Iterable[str], now: datetime) -> None:
    """Raise `BadSignature` unless one of `secrets` signed these bytes less than five minutes ago.

    Header names are in lower case. Every signature is compared with every secret in constant time.
    """
    message, seconds, given = (headers.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature"))
    if not message or not seconds.isdecimal() or len(seconds) > 12:
        raise BadSignature("The webhook headers are missing or malformed.")
    if abs(now.timestamp() - int(seconds)) > WINDOW.total_seconds():
        raise BadSignature("The webhook is older than five minutes, or from the future.")
    expected = [_digest(secret, message, seconds, body).encode() for secret in secrets]
    shown = [each.removeprefix(VERSION).encode() for each in given.split() if each.startswith(VERSION)]
    if not any([hmac.compare_digest(one, other) for one in shown for other in expected]):
        raise BadSignature("The webhook was not signed by this provider.")


def _digest(secret: str, message: str, seconds: str, body: bytes) -> str:
    """HMAC-SHA256 in base64 over `<id>.<timestamp>.<body>`."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return base64.b64encode(hmac.digest(key, f"{message}.{seconds}.".encode() + body, "sha256")).decode()

"""Credentials from the address that the environment names: SnapStart, where a snapshot must hold none.

https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
"""

import http.client
import json
import os
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from botocore.exceptions import CredentialRetrievalError

from onestop.aws.credentials import Credentials

RELATIVE_TO = "http://169.254.170.2"
# Without TLS the token goes to these only: this machine, and the addresses that AWS's own agents have on it.
NEAR = ("127.0.0.1", "::1", "localhost", "169.254.170.2", "169.254.170.23", "fd00:ec2::23")
TRIES, SECONDS = 3, 2


class NoneFetched(CredentialRetrievalError):
    """There is an address for credentials, but none to be had there."""

    def __init__(self, reason: str) -> None:
        super().__init__(provider="container-role", error_msg=reason)


def fetched() -> Credentials:
    """Fresh credentials. Raises `NoneFetched`."""
    host, port, secure, path = _place()
    failure = ""
    for _ in range(TRIES):
        try:
            return _read(host, port, secure, path)
        except (OSError, http.client.HTTPException, ValueError, KeyError) as error:
            failure = f"{type(error).__name__}: {error}"
    raise NoneFetched(failure)


def _place() -> tuple[str, int | None, bool, str]:
    relative = os.environ.get("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
    parts = urlsplit(RELATIVE_TO + relative if relative else os.environ["AWS_CONTAINER_CREDENTIALS_FULL_URI"])
    secure = parts.scheme == "https"
    if not secure and parts.hostname not in NEAR:
        raise NoneFetched(f"{parts.hostname} is not on this machine and would need https")
    return parts.hostname or "", parts.port, secure, f"{parts.path}?{parts.query}" if parts.query else parts.path


def _read(host: str, port: int | None, secure: bool, path: str) -> Credentials:
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = kind(host, port, timeout=SECONDS)
    try:
        connection.request("GET", path, headers=_headers())
        answer = connection.getresponse()
        said = answer.read()
    finally:
        connection.close()
    if answer.status != 200:
        raise ValueError(f"answered with {answer.status}")
    return _credentials(json.loads(said))


def _headers() -> dict[str, str]:
    """The token is read each time: its file is replaced now and then."""
    file = os.environ.get("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")
    token = Path(file).read_text("utf-8").strip() if file else os.environ.get("AWS_CONTAINER_AUTHORIZATION_TOKEN")
    return {"Accept": "application/json", **({"Authorization": token} if token else {})}


def _credentials(said: dict[str, str]) -> Credentials:
    expires = datetime.fromisoformat(said["Expiration"]).timestamp()
    return Credentials(said["AccessKeyId"], said["SecretAccessKey"], said["Token"], expires)

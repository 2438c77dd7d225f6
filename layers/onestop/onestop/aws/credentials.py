"""Who signs: the credentials that Lambda puts into the environment, or, under SnapStart, at an address in it."""

import os
import threading
import time
from dataclasses import dataclass

from botocore.exceptions import NoCredentialsError

EARLY = 600  # seconds before they expire in which credentials are replaced


@dataclass(frozen=True, slots=True)
class Credentials:
    """A key, its secret, the session's token where there is one, and when they expire (seconds since 1970)."""

    key_id: str
    secret: str
    token: str | None = None
    expires: float = float("inf")


class _Kept:
    """The credentials that came from the container, until shortly before they expire; one thread fetches, all wait."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: Credentials | None = None

    def current(self) -> Credentials:
        found = self._found
        if found is None or found.expires - time.time() < EARLY:
            with self._lock:
                if self._found is found:  # else another thread was here first
                    self._found = self._replaced(found)
                found = self._found
        return found

    def _replaced(self, found: Credentials | None) -> Credentials:
        """New ones, or for as long as they are good the old ones, should there be none to be had now."""
        from onestop.aws import container  # noqa: PLC0415  only SnapStart needs it

        try:
            return container.fetched()
        except container.NoneFetched:
            if found is None or found.expires <= time.time():
                raise
            return found

    def forget(self) -> None:
        self._found = None


_kept = _Kept()


def current() -> Credentials:
    """The credentials of this moment: the environment is read anew each time, for they may be replaced in it.

    Raises `NoCredentialsError`, or `CredentialRetrievalError` where the container's are not to be had.
    """
    key_id, secret = os.environ.get("AWS_ACCESS_KEY_ID"), os.environ.get("AWS_SECRET_ACCESS_KEY")
    if key_id and secret:
        return Credentials(key_id, secret, os.environ.get("AWS_SESSION_TOKEN"))
    if "AWS_CONTAINER_CREDENTIALS_FULL_URI" in os.environ or "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI" in os.environ:
        return _kept.current()
    raise NoCredentialsError


def forget() -> None:
    """Fetch again when they are needed next: a service says that they have expired."""
    _kept.forget()

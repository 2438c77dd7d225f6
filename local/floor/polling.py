"""Asking for the floor again and again, beside the screen: an answer that takes long holds nothing up."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

import requests

from local.api import ApiError

PATH = "/floor"
BUSY = 500  # from this status on it may be better next time


class Asked(Protocol):
    """What is needed of the API."""

    def changed(self, path: str, tag: str) -> tuple[Any, str]:
        """The answer and its ETag; None where what carries the tag still holds."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The latest floor, its ETag, when it came (in the seconds of `time.monotonic`), and why there is no newer one."""

    floor: dict[str, Any]
    tag: str = ""
    came: float = 0.0
    trouble: str = ""

    def now(self) -> datetime:
        """This moment by the clock of the system, whatever the one of this machine says."""
        return datetime.fromisoformat(self.floor["at"]) + timedelta(seconds=time.monotonic() - self.came)


def first(api: Asked) -> Seen:
    """The floor, to begin with. Raises what the API raises."""
    floor, tag = api.changed(PATH, "")
    return Seen(floor, tag, time.monotonic())


class Poll:
    """Looks again every so many seconds; `seen` is the latest."""

    def __init__(self, api: Asked, seen: Seen, every: float) -> None:
        self._api, self._every, self.seen = api, every, seen
        self._pool = ThreadPoolExecutor(1)
        self._answer: Future[Seen] | None = None
        self._asked = time.monotonic()

    def look(self) -> Seen:
        """The latest that is known; asks for a newer one where it is time."""
        if self._answer and self._answer.done():
            self.seen, self._answer = self._answer.result(), None
        if self._answer is None and time.monotonic() - self._asked >= self._every:
            self._asked = time.monotonic()
            self._answer = self._pool.submit(_again, self._api.changed, self.seen)
        return self.seen

    def close(self) -> None:
        """Wait for nothing that is under way."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def _again(changed: Callable[[str, str], tuple[Any, str]], seen: Seen) -> Seen:
    """What is newer, or the same again, with a word about what went wrong."""
    try:
        floor, tag = changed(PATH, seen.tag)
    except requests.RequestException:
        return replace(seen, trouble="the system does not answer")
    except ApiError as refusal:
        if refusal.status < BUSY:
            raise
        return replace(seen, trouble=str(refusal))
    if floor is None:
        return replace(seen, trouble="")
    return Seen(floor, tag, time.monotonic())

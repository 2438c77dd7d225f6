"""What was decided once and everybody asks for all the time: read, and remembered for a while in the process."""

import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

KEPT = 30  # seconds after which a change made elsewhere is seen here, too
MOST = 1000  # names, mostly tenants
Known = TypeVar("Known")
_all: list[Any] = []


class Remembered(Generic[Known]):
    """What `read` finds for a name, mostly that of a tenant, at most `kept` seconds old."""

    def __init__(self, read: Callable[[str], Known], kept: float = KEPT) -> None:
        self._read = read
        self._kept = kept
        self._known: dict[str, tuple[float, Known]] = {}
        _all.append(self)

    def of(self, name: str) -> Known:
        """No call, or what reading it costs where it is not remembered."""
        read_at, known = self._known.get(name, (0.0, None))
        if known is not None and time.monotonic() - read_at < self._kept:
            return known
        if len(self._known) >= MOST:
            self._known.clear()
        fresh = self._read(name)
        self._known[name] = (time.monotonic(), fresh)
        return fresh

    def forget(self, name: str) -> None:
        """Read it again when it is needed next."""
        self._known.pop(name, None)

    def clear(self) -> None:
        """Forget all of them."""
        self._known.clear()


def forget_all() -> None:
    """Forget everything that is remembered in this process: where one is used for several worlds, as in tests."""
    for each in _all:
        each.clear()

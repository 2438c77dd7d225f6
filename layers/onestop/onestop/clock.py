"""Time and identity: UTC with milliseconds, and ids that sort by time."""

import os
import threading
from datetime import UTC, datetime, timedelta

EPOCH = datetime.fromtimestamp(0, UTC)
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: in the order of their values


def now() -> datetime:
    """This moment in UTC, cut to the millisecond: what is stored is what is answered."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def rfc3339(moment: datetime) -> str:
    """`2026-11-21T09:30:00.000Z`: fixed width, so that its order as text is its order in time."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def timestamp() -> str:
    """This moment as RFC 3339."""
    return rfc3339(now())


def new_id() -> str:
    """A ULID of this moment: 26 characters, ordered by the time of its making, with no other meaning."""
    return _ids.another()


class _Ids:
    """Ids of one process, each greater than the one before, also within a millisecond and where the clock goes back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def another(self) -> str:
        at_random = _number(now(), os.urandom(10))
        with self._lock:
            # A step of a random size: who knows one id cannot guess the next.
            after = self._last + 1 + int.from_bytes(os.urandom(8), "big")
            self._last = at_random if at_random >> 80 > self._last >> 80 else after
            return _text(self._last)


_ids = _Ids()


def ulid(moment: datetime, chance: bytes) -> str:
    """The ULID of a moment since 1970: 48 bits of milliseconds and the 80 bits of `chance` (github.com/ulid/spec).

    Not from a library, because the one that there is reads its own version on import: a tenth of a cold start.
    """
    return _text(_number(moment, chance))


def _number(moment: datetime, chance: bytes) -> int:
    milliseconds = (moment - EPOCH) // timedelta(milliseconds=1)
    return milliseconds << 80 | int.from_bytes(chance, "big")


def _text(number: int) -> str:
    return "".join([DIGITS[number >> shift & 31] for shift in range(125, -1, -5)])

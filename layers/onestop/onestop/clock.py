"""Time and identity: UTC with milliseconds, and ids that sort by time."""

import os
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
    return ulid(now(), os.urandom(10))


def ulid(moment: datetime, chance: bytes) -> str:
    """The ULID of a moment since 1970: 48 bits of milliseconds and the 80 bits of `chance` (github.com/ulid/spec).

    Not from a library, because the one that there is reads its own version on import: a tenth of a cold start.
    """
    milliseconds = (moment - EPOCH) // timedelta(milliseconds=1)
    number = milliseconds << 80 | int.from_bytes(chance, "big")
    return "".join([DIGITS[number >> shift & 31] for shift in range(125, -1, -5)])

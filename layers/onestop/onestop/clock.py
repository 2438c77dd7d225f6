"""Time and identity: UTC with milliseconds, and ids that sort by time."""

from datetime import UTC, datetime

from ulid import ULID


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
    """A ULID: 26 characters, ordered by the time of its making, with no other meaning."""
    return str(ULID())

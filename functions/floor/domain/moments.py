"""Moments as whole milliseconds since 1970: what is added up is exact, and the same in whatever order."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime.fromtimestamp(0, UTC)
MILLISECOND = timedelta(milliseconds=1)
HOUR, DAY = 3_600_000, 86_400_000


def ms(moment: str) -> int:
    """Milliseconds of an RFC 3339 moment."""
    return (datetime.fromisoformat(moment) - EPOCH) // MILLISECOND


def rfc3339(moment: int) -> str:
    """The RFC 3339 text of milliseconds."""
    text = (EPOCH + moment * MILLISECOND).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def seconds(milliseconds: int) -> int:
    """Whole seconds, rounded down."""
    return milliseconds // 1000


def day(moment: int) -> str:
    """The day, in UTC, as `2026-11-22`."""
    return rfc3339(moment)[:10]

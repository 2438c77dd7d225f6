"""Until when something can be returned, and whose fault it is."""

from datetime import datetime, timedelta

from onestop.errors import NotReturnable

REASONS = (
    "unwanted", "does-not-fit", "ordered-by-mistake", "defective", "damaged", "wrong-item", "arrived-late", "other",
)  # fmt: skip
OURS = frozenset({"defective", "damaged", "wrong-item", "arrived-late"})  # for these nobody pays a restocking fee


def end(since: str, days: int) -> datetime:
    """The last moment; `since` is when the latest piece of the order was shipped or delivered, as RFC 3339."""
    return datetime.fromisoformat(since) + timedelta(days=days)


def must_be_in_time(since: str, days: int, now: datetime) -> None:
    """Raise `NotReturnable` where the days are over."""
    if now > end(since, days):
        raise NotReturnable(
            f"Returns are taken within {days} days after the last delivery.", since=since, days=days, tooLate=True
        )

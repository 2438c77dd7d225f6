"""How many passwords somebody may try: five in a quarter of an hour, then less and less often."""

from dataclasses import dataclass
from datetime import datetime, timedelta

ALLOWED = 5
WINDOW = timedelta(minutes=15)
MEMORY = timedelta(hours=24)  # how long five failures in a row are held against somebody
LONGEST = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Attempts:
    """The failures of one member in a row, since when, and until when no further try is looked at."""

    failures: int = 0
    since: datetime | None = None
    until: datetime | None = None

    def wait(self, now: datetime) -> int:
        """Seconds until the next try is looked at, 0 for now."""
        return max(0, -int((now - self.until).total_seconds() // 1)) if self.until else 0


def counted(before: Attempts, now: datetime) -> Attempts:
    """One more try. It counts as a failure until it has proved to be none, so that tries at once count too."""
    if before.since is None or _forgotten(before, now):
        return Attempts(1, now)
    failures = before.failures + 1
    return Attempts(failures, before.since, now + _lock(failures) if failures >= ALLOWED else None)


def _forgotten(attempts: Attempts, now: datetime) -> bool:
    if attempts.until:
        return now - attempts.until > MEMORY
    return attempts.since is not None and now - attempts.since > WINDOW


def _lock(failures: int) -> timedelta:
    return min(LONGEST, timedelta(minutes=2 ** min(failures - ALLOWED, 10)))

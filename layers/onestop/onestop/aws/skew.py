"""How far this machine's clock is from AWS's: a signature is good for five minutes around the service's own time."""

import time
from dataclasses import dataclass

TOLERATED = 240  # seconds; a refusal with less between the clocks has another reason


@dataclass(slots=True)
class Clock:
    """The time by which requests are signed: this machine's, and the seconds that theirs is `ahead`."""

    ahead: float = 0

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time() + self.ahead

    def corrected(self, date: str | None) -> bool:
        """Take the time of a refusal, its header `Date`, where that differs by more than is tolerated."""
        if date is None:
            return False
        from email.utils import parsedate_to_datetime  # noqa: PLC0415  a dozen modules, and clocks are seldom wrong

        theirs = parsedate_to_datetime(date).timestamp()
        if abs(theirs - self.now()) <= TOLERATED:
            return False
        self.ahead = theirs - time.time()
        return True


clock = Clock()

"""How long somebody will probably wait, told from the pace at which a queue moves."""

from collections.abc import Mapping

WINDOW = 1800.0  # seconds that count as recent
STEP = 300  # seconds that a tally counts together


def wait(position: int, found: int, window: float = WINDOW) -> int | None:
    """Seconds until the item at `position` (from 1) finds somebody, where `found` did within the last `window`.

    Little's law, L = lambda W (J. D. C. Little, "A proof for the queuing formula", 1961): the items up to this one are
    L, the recent rate is lambda. None where nothing moved lately: no honest figure can be told then.
    """
    return round(position * window / found) if found else None


def bucket(at: float) -> int:
    """Which tally counts what is found at a moment (seconds since 1970)."""
    return int(at // STEP)


def recent(tallies: Mapping[int, int], now: float) -> int:
    """How many found somebody lately, of the tallies by their buckets."""
    first = bucket(now - WINDOW) + 1
    return sum(found for number, found in tallies.items() if first <= number <= bucket(now))

"""Periods of time: from a moment on, and up to but not including another one.

Moments are RFC 3339 in UTC with milliseconds (`onestop.clock.rfc3339`): their order as text is their order in time.
"""


def within(at: str, first: str | None, until: str | None) -> bool:
    """Whether a moment lies in a half-open period; None is no bound on that side."""
    return (first is None or first <= at) and (until is None or at < until)

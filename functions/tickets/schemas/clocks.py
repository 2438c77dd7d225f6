"""The clocks that tickets show."""

from typing import Literal

from onestop.models import Model, Timestamp, Ulid

Metric = Literal["firstResponse", "nextResponse", "resolution", "update"]
State = Literal["active", "paused", "hit", "missed", "activeWithMisses"]


class SlaClock(Model):
    """One metric in its latest cycle; `misses` are all cycles that were missed. What has no value is left out.

    `left` are the seconds of open time that it has as long as it is paused, `breachedAt` is the deadline that passed.
    """

    metric: Metric
    state: State
    cycle: int
    misses: int
    started_at: Timestamp
    target: int | None = None
    due_at: Timestamp | None = None
    warn_at: Timestamp | None = None
    warned_at: Timestamp | None = None
    left: float | None = None
    breached_at: Timestamp | None = None
    ended_at: Timestamp | None = None


class SlaNotice(Model):
    """That a deadline passed, or comes near."""

    what: Literal["warned", "breached"]
    metric: Metric
    cycle: int
    due_at: Timestamp


class SlaSettled(Model):
    """What became of a cycle, and when; `open` where a ticket was reopened after it was hit."""

    metric: Metric
    cycle: int
    outcome: Literal["hit", "missed", "open"]
    at: Timestamp


class Sla(Model):
    """The clocks of a ticket: what they say together, the next deadline, and each of them.

    `edition` is that of the calendars and policies by which they go. `told` and `settled` are about the version of the
    ticket that shows them, `untold` are breaches that will be told within a minute.
    """

    policy: Ulid | None
    edition: int
    state: State | None
    due_at: Timestamp | None
    clocks: list[SlaClock]
    untold: list[SlaNotice]
    told: SlaNotice | None
    settled: list[SlaSettled]
    settles: bool

"""The clocks of a ticket as they are kept, and how they are told. Moments are RFC 3339 texts of fixed width."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

from onestop.text import camel

HIT, MISSED, OPEN = "hit", "missed", "open"
ACTIVE, PAUSED, LATE = "active", "paused", "activeWithMisses"


@dataclass(frozen=True, slots=True)
class Clock:
    """One metric of a ticket in its latest cycle. `misses` are all cycles that were missed.

    `left` are the seconds of open time that it has as long as it stands. `breached_at` is the deadline that passed.
    """

    metric: str
    started_at: str
    cycle: int = 1
    target: int | None = None
    due_at: str | None = None
    warn_at: str | None = None
    warned_at: str | None = None
    left: float | None = None
    breached_at: str | None = None
    ended_at: str | None = None
    misses: int = 0

    @property
    def promises(self) -> bool:
        """Whether it runs towards a deadline that has not passed."""
        return self.due_at is not None and self.ended_at is None and self.left is None and self.breached_at is None

    @property
    def state(self) -> str:
        """`paused`, `active` or `activeWithMisses` until it has ended; then `hit` or `missed`."""
        if self.ended_at is not None:
            return MISSED if self.misses else HIT
        if self.left is not None:
            return PAUSED
        return LATE if self.misses else ACTIVE

    @property
    def outcome(self) -> str:
        """What has become of the cycle: `open`, `hit` or `missed`."""
        if self.breached_at is not None:
            return MISSED
        return OPEN if self.ended_at is None else HIT


class Notice(NamedTuple):
    """That a deadline has passed (`breached`), or comes near (`warned`)."""

    what: str
    metric: str
    cycle: int
    due_at: str


class Settled(NamedTuple):
    """What has become of a cycle, and when; `open` where a ticket was reopened after it was hit."""

    metric: str
    cycle: int
    outcome: str
    at: str


@dataclass(slots=True)
class Clocks:
    """All clocks of a ticket, with the policy and the edition of the plan that they go by.

    `untold` are breaches that nobody has been told of yet; `told` and `settled` are what the latest change has told
    and settled.
    """

    policy: str | None = None
    edition: int = 0
    by_metric: dict[str, Clock] = field(default_factory=dict)
    untold: list[Notice] = field(default_factory=list)
    told: Notice | None = None
    settled: list[Settled] = field(default_factory=list)

    def state(self) -> str | None:
        """The state of all together: of those that run, else of those that stand, else what has become of them."""
        states = {clock.state for clock in self.by_metric.values()}
        missed = any(clock.misses for clock in self.by_metric.values())
        if states & {ACTIVE, LATE}:
            return LATE if missed else ACTIVE
        if PAUSED in states:
            return PAUSED
        return (MISSED if missed else HIT) if states else None

    def due_at(self) -> str | None:
        """The next deadline."""
        return min((str(clock.due_at) for clock in self.by_metric.values() if clock.promises), default=None)

    def next_moment(self) -> str | None:
        """When there is something to tell next: a warning or a breach; in the past where that is late."""
        running = [clock for clock in self.by_metric.values() if clock.promises]
        moments = [clock.due_at for clock in running]
        moments += [clock.warn_at for clock in running if clock.warned_at is None]
        moments += [notice.due_at for notice in self.untold]
        return min((each for each in moments if each), default=None)


def shown(clocks: Clocks) -> dict[str, Any] | None:
    """The clocks as a ticket shows them, what has no value left out; None without any."""
    if not (clocks.by_metric or clocks.settled or clocks.untold):
        return None
    return {
        "policy": clocks.policy,
        "edition": clocks.edition,
        "state": clocks.state(),
        "dueAt": clocks.due_at(),
        "clocks": [{**_named(clock), "state": clock.state} for clock in clocks.by_metric.values()],
        "untold": [_tuple(each) for each in clocks.untold],
        "told": _tuple(clocks.told) if clocks.told else None,
        "settled": [_tuple(each) for each in clocks.settled],
        "settles": bool(clocks.settled),
    }


def read(sla: Mapping[str, Any] | None) -> Clocks:
    """What `shown` showed, without what the change told and settled that it was shown for."""
    if sla is None:
        return Clocks()
    clocks = [Clock(**{name: each.get(public) for name, public in _OPTIONAL}) for each in sla["clocks"]]
    untold = [Notice(**{name: each[camel(name)] for name in Notice._fields}) for each in sla["untold"]]
    return Clocks(sla["policy"], sla["edition"], {clock.metric: clock for clock in clocks}, untold)


_OPTIONAL = [(each.name, camel(each.name)) for each in fields(Clock)]


def _named(clock: Clock) -> dict[str, Any]:
    values = ((public, getattr(clock, name)) for name, public in _OPTIONAL)
    return {public: value for public, value in values if value is not None}


def _tuple(told: Any) -> dict[str, Any]:
    return {camel(name): value for name, value in told._asdict().items()}

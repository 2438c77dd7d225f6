"""What is promised to whom: which policy a ticket is under, and what its targets are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from onestop import conditions
from tickets.domain.calendar import ALWAYS, Calendar
from tickets.domain.standing import OVER

METRICS = ("firstResponse", "nextResponse", "resolution", "update")


@dataclass(frozen=True, slots=True)
class Target:
    """Within how many seconds, of the calendar of the policy or of every hour."""

    seconds: int
    hours: Calendar


@dataclass(frozen=True, slots=True)
class Policy:
    """For the tickets for which `when` holds. `targets` are by priority and metric, in seconds of open time.

    `around_the_clock` are metrics for which every hour counts. Clocks stand in the status categories `stops`. A
    warning comes when `warn_percent` of a target have passed, or `warn_seconds` of open time before it has.
    """

    id: str
    when: Mapping[str, Any]
    targets: Mapping[str, Mapping[str, int]]
    calendar: Calendar = ALWAYS
    around_the_clock: frozenset[str] = frozenset()
    stops: frozenset[str] = OVER
    warn_percent: int | None = None
    warn_seconds: int | None = None

    def target(self, metric: str, priority: str) -> Target | None:
        """What is promised, or None."""
        seconds = self.targets.get(priority, {}).get(metric)
        if seconds is None:
            return None
        return Target(seconds, ALWAYS if metric in self.around_the_clock else self.calendar)

    def warns_after(self, target: Target) -> timedelta | None:
        """After how much open time a warning comes; None where it would come at once, or none is wanted."""
        if self.warn_percent is not None:
            return timedelta(seconds=target.seconds) * self.warn_percent / 100
        if self.warn_seconds is not None and self.warn_seconds < target.seconds:
            return timedelta(seconds=target.seconds - self.warn_seconds)
        return None


@dataclass(frozen=True, slots=True)
class Plan:
    """All policies of a tenant in their order. The edition is another one whenever a policy or a calendar changes."""

    edition: int = 0
    policies: tuple[Policy, ...] = field(default=())

    def policy_for(self, ticket: Mapping[str, Any]) -> Policy | None:
        """The first policy whose condition holds; none for a ticket that is merged into another."""
        if ticket["mergedInto"]:
            return None
        return next((each for each in self.policies if conditions.holds(each.when, ticket)), None)


def ordered(policies: Iterable[tuple[int, Policy]]) -> tuple[Policy, ...]:
    """Policies by their position; the older one first where that is the same."""
    return tuple(policy for _, policy in sorted(policies, key=lambda one: (one[0], one[1].id)))

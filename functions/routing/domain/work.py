"""What waits for an agent, as the judgement sees it. Moments are seconds since 1970 (UTC), durations are seconds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

PRIORITIES = ("low", "normal", "high", "urgent")  # each is a step above the one before
LEVELS = 5  # of a skill, from 1


@dataclass(frozen=True, slots=True)
class Need:
    """A skill that work asks for, at this level or above."""

    skill: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item of work in line.

    `place` is since when it waits, kept when it comes back; `units` is what it takes of an agent's capacity; `due` is
    the next moment of its SLA; `tried` has who declined it, or let it lapse, and when; `handling` is how many seconds
    each agent would probably need, where a model offers that.
    """

    id: str
    queue: str
    place: float
    priority: str = "normal"
    needs: tuple[Need, ...] = ()
    language: str | None = None
    tier: str | None = None
    channel: str = "ticket"
    units: int = 20
    due: float | None = None
    last_agent: str | None = None
    tried: Mapping[str, float] = field(default_factory=dict)
    handling: Mapping[str, float] = field(default_factory=dict)

    def waited(self, now: float) -> float:
        """Seconds in line, never below zero: clocks of two machines differ."""
        return max(0.0, now - self.place)

"""Who could take work, as the judgement sees them. Moments are seconds since 1970 (UTC)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Serving:
    """How an agent serves a queue: the lowest `priority` number first, and nothing before `delay` seconds."""

    priority: int = 1
    delay: float = 0.0


ALIKE = Serving()


@dataclass(frozen=True, slots=True)
class Ready:
    """An agent who is there, full or not.

    `load` are the units of what is held or offered, `since` is when capacity last came free (or the agent came),
    `turn` when work was last given (None: never), `taken` the moments of what was given within the window of a fair
    share, `until` the end of the shift. `channels` None takes every channel, `serves` None every queue alike.
    """

    id: str
    skills: Mapping[str, int] = field(default_factory=dict)
    languages: frozenset[str] = frozenset()
    capacity: int = 100
    load: int = 0
    since: float = 0.0
    turn: float | None = None
    taken: tuple[float, ...] = ()
    channels: frozenset[str] | None = None
    serves: Mapping[str, Serving] | None = None
    until: float | None = None

    @property
    def room(self) -> int:
        """Units that are free; below zero where a person was given more by hand."""
        return self.capacity - self.load

    def serving(self, queue: str) -> Serving | None:
        """How this agent serves a queue; None: not at all."""
        return ALIKE if self.serves is None else self.serves.get(queue)

    def taking(self, units: int, now: float) -> "Ready":
        """The same agent after work of so many units was given."""
        return replace(self, load=self.load + units, since=now, turn=now, taken=(*self.taken, now))

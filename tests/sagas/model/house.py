"""What all parts of the modelled shop share: a clock, the log of events, and how a task is cut into moments.

A task is a generator. Between two `yield`s it cannot be interrupted, as a transaction cannot; at a `yield` it may die,
or be left alone for as long as the world likes, while others go on.
"""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Any

Said = Mapping[str, Any]  # a task's input; `by` is the saga that asks, `attempt` how often it has asked before
Steps = Generator[None, None, dict[str, Any]]
Task = Callable[[Said], Steps]


@dataclass(frozen=True)
class Event:
    """What happened, to which order, and the figures of it."""

    type: str
    order: str
    facts: Mapping[str, Any]


@dataclass
class House:
    """The clock (seconds) and all events in their order."""

    now: int = 0
    events: list[Event] = field(default_factory=list)

    def tell(self, what: str, order: str, **facts: Any) -> None:
        """Part of the same transaction as the change that it tells of."""
        self.events.append(Event(what, order, facts))


def at_once(act: Callable[[Said], dict[str, Any]]) -> Task:
    """A task that is one transaction: it may die before it or after it."""

    def steps(said: Said) -> Steps:
        yield
        answer = act(said)
        yield
        return answer

    return steps

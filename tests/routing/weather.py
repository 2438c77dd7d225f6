"""A desk in bad weather: workers die at any call, messages come twice and in any order; what must hold after all."""

import importlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.properties.dying import Died, dying
from tests.routing.desk import Desk, fed
from tests.support.queues import drained

Message = tuple[str, str, Any]  # the door, the id, the body


@dataclass
class Weather:
    """Carries on what a desk has to do, as badly as it can."""

    desk: Desk
    chance: Random
    deaths: float = 0.08  # of each call of the table, before it and after it
    pending: list[Message] = field(default_factory=list)

    def blow(self, rounds: int = 3) -> None:
        """Some rounds in which everything may go wrong."""
        for _ in range(rounds):
            self._collect()
            self.chance.shuffle(self.pending)
            some, self.pending = self.pending[: len(self.pending) // 2 + 1], self.pending[len(self.pending) // 2 + 1 :]
            for message in some:
                self._deliver(message)

    def calm(self) -> None:
        """From here on nothing dies: whatever is left is carried on to its end."""
        self.deaths = 0
        for _ in range(60):
            self._collect()
            if not self.pending:
                return
            some, self.pending = self.pending, []
            for message in some:
                self._deliver(message)
        raise AssertionError("something moves for ever")

    def attempt(self, work: Callable[[], Any]) -> None:
        """Somebody at the door, whose worker may die as well."""
        with dying(self._dies):
            work()

    def _collect(self) -> None:
        told, self.desk.held_up = [*self.desk.published(), *(self.desk.held_up or ())], []
        self.pending += [("consumers", each["id"], _bus(each)) for each in told]
        for door in ("turns", "timeouts"):
            self.pending += [(door, each["MessageId"], json.loads(each["Body"])) for each in _received(door)]

    def _deliver(self, message: Message) -> None:
        door, name, body = message
        with dying(self._dies):
            failed = fed(door, [(name, body)])
        if failed or self.chance.random() < self.deaths:
            self.pending.append(message)

    def _dies(self) -> bool:
        return self.chance.random() < self.deaths / 4


def _bus(said: dict[str, Any]) -> dict[str, Any]:
    return {"source": "onestop.any", "detail": said}


def _received(door: str) -> list[Any]:
    return list(drained(os.environ[f"{door.upper()}_QUEUE"]))


def rows(kind: str) -> list[Any]:
    """All rows of a class of routing's table, as a bookkeeper would see them."""
    table = importlib.import_module("routing.table")
    return [row for row in table.Row.scan() if type(row) is getattr(table, kind)]


def faults() -> list[str]:
    """What does not add up: work that two hold, or nobody who should; loads that are wrong or too much."""
    works, agents = {row.id: row for row in rows("Work")}, rows("Agent")
    held = [(name, agent.id) for agent in agents for name in agent.holding]
    wanted = [(row.id, row.holder) for row in works.values() if row.holder]
    found = [f"{each} is in two hands" for each in {name for name, _ in held} if [n for n, _ in held].count(each) > 1]
    found += [f"{name}: held by {agent}" for name, agent in {*held} - {*wanted}]
    found += [f"{name}: not held by {agent}" for name, agent in {*wanted} - {*held}]
    return found + [fault for agent in agents for fault in _overloaded(agent, works)]


def _overloaded(agent: Any, works: dict[str, Any]) -> list[str]:
    load = sum(int(works[name].units) for name in agent.holding)
    by_hand = any(works[name].by_hand for name in agent.holding)
    wrong = [] if load == agent.load else [f"{agent.id}: load {agent.load}, not {load}"]
    return wrong + ([] if load <= agent.capacity or by_hand else [f"{agent.id}: {load} of {agent.capacity}"])


__all__ = ["Died", "Weather", "faults", "rows"]

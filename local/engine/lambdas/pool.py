"""Who gets which worker: so many per function, so many in all, the idle ones go."""

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from local.engine.lambdas.function import Function
from local.engine.lambdas.worker import Worker


@dataclass(frozen=True)
class Limits:
    """How many processes a function may have, how many there may be, and when an idle one ends.

    `in_all` gives way when every worker is busy: a function that waits for another must not wait for ever. It has to be
    more than there are functions, for an order meets nearly all of them, and each would start anew each time.
    """

    per_function: int = 4
    in_all: int = 40
    idle_seconds: float = 60
    queue_seconds: float = 30


class NoWorker(Exception):
    """All workers of the function stayed busy for as long as a caller may queue."""


class Pool:
    """The workers of all functions. Thread-safe; callers block in their own threads."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._freed: dict[str, threading.Condition] = defaultdict(lambda: threading.Condition(self._lock))
        self._idle: dict[str, list[Worker]] = defaultdict(list)
        self._count: dict[str, int] = defaultdict(int)

    @contextmanager
    def lease(self, function: Function) -> Iterator[Worker]:
        """A worker for one call: a warm one if there is one, else a new one that is not started yet.

        Raises NoWorker. A worker that is dead when the call is over leaves the pool.
        """
        worker = self._take(function)
        try:
            yield worker
        finally:
            self._give_back(worker)

    def reap(self) -> None:
        """End the workers that have been idle for too long."""
        with self._lock:
            limit = time.monotonic() - self._limits.idle_seconds
            old = [worker for idle in self._idle.values() for worker in idle if worker.idle_since < limit]
            self._forget(old)
        _kill(old)

    def close(self) -> None:
        """End every idle worker; the busy ones end with their call."""
        with self._lock:
            idle = [worker for workers in self._idle.values() for worker in workers]
            self._forget(idle)
        _kill(idle)

    def _take(self, function: Function) -> Worker:
        key = function.key
        with self._lock:
            if not self._freed[key].wait_for(lambda: self._available(key), self._limits.queue_seconds):
                raise NoWorker
            if self._idle[key]:
                return self._idle[key].pop()
            self._count[key] += 1
            surplus = self._idlest() if sum(self._count.values()) > self._limits.in_all else []
            self._forget(surplus)
        _kill(surplus)
        return Worker(function)

    def _available(self, key: str) -> bool:
        return bool(self._idle[key]) or self._count[key] < self._limits.per_function

    def _give_back(self, worker: Worker) -> None:
        key = worker.function.key
        worker.idle_since = time.monotonic()
        with self._lock:
            if worker.alive:
                self._idle[key].append(worker)
            else:
                self._count[key] -= 1
            self._freed[key].notify()

    def _idlest(self) -> list[Worker]:
        idle = [worker for workers in self._idle.values() for worker in workers]
        return [min(idle, key=lambda worker: worker.idle_since)] if idle else []

    def _forget(self, workers: list[Worker]) -> None:
        for worker in workers:
            key = worker.function.key
            self._idle[key].remove(worker)
            self._count[key] -= 1
            if not self._count[key]:
                # A deployment makes a new key each time: do not keep the old ones for ever.
                del self._count[key], self._idle[key], self._freed[key]


def _kill(workers: list[Worker]) -> None:
    for worker in workers:
        worker.kill()

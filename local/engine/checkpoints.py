"""Saving the state while the engine works, so that the journal after it stays short.

A forked child has the whole state as it was at one moment between two requests, and writes it down while the engine
goes on: however much there is, a request waits for the fork only, which takes milliseconds.
"""

import asyncio
import copy
import gc
import os
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local.engine import snapshot
from local.engine.activity import activity
from local.engine.journal.log import Journal
from local.engine.journal.recovery import EPOCH

Services = dict[str, Callable[[], Any]]
_BUSY_SHARE = 2  # a checkpoint that took one second is followed by at least two without
_MOST_DESCRIPTORS = 65536


class CheckpointFailed(Exception):
    """The child could not save the state; its own message is in the log. The file before it is untouched."""


@dataclass(frozen=True)
class Due:
    """When to make a checkpoint: so many seconds after the last one if there was a change, or bytes of journal."""

    seconds: float
    size: int


class Checkpoints:
    """Replaces the file in `folder` by the state that `services` tell, and shortens the journal by that much."""

    def __init__(self, folder: Path, services: Callable[[], Services], journal: Journal, due: Due) -> None:
        self._folder = folder
        self._services = services
        self._journal = journal
        self._due = due
        self._saved = activity.count
        self._last = self._not_before = time.monotonic()
        self._child: int | None = None
        self._ended = False

    async def save_if_due(self) -> None:
        """One checkpoint, if the last one is too far behind. Raises CheckpointFailed."""
        if self._ended or not self._is_due(time.monotonic()):
            return
        began, seen = time.monotonic(), activity.count
        self._child, epoch = self._fork()
        try:
            _, status = await asyncio.to_thread(os.waitpid, self._child, 0)
        finally:
            self._child = None
        if self._ended:
            return
        _require_success(status)
        self._journal.forget_before(epoch)
        self._saved, self._last = seen, time.monotonic()
        self._not_before = self._last + _BUSY_SHARE * (self._last - began)

    def save_now(self) -> None:
        """The last checkpoint: takes the place of one under way, and returns when it is on the disk.

        Raises CheckpointFailed.
        """
        self._ended = True
        if self._child:
            os.kill(self._child, signal.SIGKILL)
        child, epoch = self._fork()
        _, status = os.waitpid(child, 0)
        _require_success(status)
        self._journal.forget_before(epoch)

    def _is_due(self, now: float) -> bool:
        if now < self._not_before:
            return False
        changed = activity.count != self._saved
        return self._journal.size > self._due.size or (changed and now - self._last >= self._due.seconds)

    def _fork(self) -> tuple[int, int]:
        """The child that saves the state, and the first epoch of the journal that its checkpoint will not hold."""
        with self._journal:
            epoch = self._journal.begin_epoch()
            child = os.fork()
        if child:
            return child, epoch
        try:
            _let_go_of_the_engine()
            services = {name: state() for name, state in self._services().items()}
            snapshot.write(self._folder, {EPOCH: epoch, **services})
            os._exit(0)
        except BaseException:  # noqa: BLE001 - whatever it was, the child must not go on as a second engine
            traceback.print_exc()
            os._exit(1)


def _let_go_of_the_engine() -> None:
    # Held open here, a socket would look alive, and a worker would outlive a killed engine.
    signal.set_wakeup_fd(-1)
    os.closerange(3, _MOST_DESCRIPTORS)
    gc.disable()
    # This memory is a copy already; the services' own copies would only take time.
    copy.deepcopy = lambda value, _memo=None: value


def _require_success(status: int) -> None:
    if os.waitstatus_to_exitcode(status):
        raise CheckpointFailed(f"the checkpoint ended with status {os.waitstatus_to_exitcode(status)}")

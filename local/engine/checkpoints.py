"""Saving the state while the engine works.

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
from pathlib import Path
from typing import Any

from local.engine import snapshot
from local.engine.activity import activity

Services = dict[str, Callable[[], Any]]
_BUSY_SHARE = 2  # a checkpoint that took one second is followed by at least two without
_MOST_DESCRIPTORS = 65536


class CheckpointFailed(Exception):
    """The child could not save the state; its own message is in the log. The file before it is untouched."""


class Checkpoints:
    """Keeps the file in `folder` close behind the state that `services` tell."""

    def __init__(self, folder: Path, services: Callable[[], Services]) -> None:
        self._folder = folder
        self._services = services
        self._saved = activity.count
        self._not_before = 0.0
        self._child: int | None = None
        self._ended = False

    async def save_if_changed(self) -> None:
        """One checkpoint, unless nothing happened since the last one. Raises CheckpointFailed."""
        if self._ended or activity.count == self._saved or time.monotonic() < self._not_before:
            return
        began, seen = time.monotonic(), activity.count
        self._child = self._fork()
        try:
            _, status = await asyncio.to_thread(os.waitpid, self._child, 0)
        finally:
            self._child = None
        if self._ended:
            return
        _require_success(status)
        self._saved = seen
        self._not_before = time.monotonic() + _BUSY_SHARE * (time.monotonic() - began)

    def save_now(self) -> None:
        """The last checkpoint: takes the place of one under way, and returns when it is on the disk.

        Raises CheckpointFailed.
        """
        self._ended = True
        if self._child:
            os.kill(self._child, signal.SIGKILL)
        _, status = os.waitpid(self._fork(), 0)
        _require_success(status)

    def _fork(self) -> int:
        child = os.fork()
        if child:
            return child
        try:
            _let_go_of_the_engine()
            snapshot.write(self._folder, {name: state() for name, state in self._services().items()})
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

"""The thread that writes the journal, and the requests that wait for it."""

import asyncio
import os
import threading
from collections.abc import Callable
from pathlib import Path

from local.engine.journal import segments
from local.engine.journal.segments import Place, Segment


class NotDurable(Exception):
    """The disk refused a change. What was not acknowledged until now never will be; the engine has to end."""


class Writer:
    """Takes records from any thread, writes them in their order, and says when they are on the disk."""

    def __init__(self, folder: Path, last: Place, failed: Callable[[OSError], None]) -> None:
        self.size = 0
        self._folder = folder
        self._failed = failed
        self._sync = os.environ.get("ONESTOP_SYNC", "1") != "0"
        self._segment = Segment(folder, Place(last.epoch, last.part + 1), sync=self._sync)
        self._epoch = last.epoch
        self._changed = threading.Condition()
        self._queue: list[bytes | int] = []
        self._accepted = self._written = 0
        self._waiting: list[tuple[int, asyncio.Future]] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._error: OSError | None = None
        threading.Thread(target=self._work, daemon=True, name="journal").start()

    @property
    def pending(self) -> bool:
        """Whether anything is not on the disk yet."""
        return self._written < self._accepted

    def put(self, record: bytes) -> None:
        """Have an encoded record written soon."""
        self._enqueue(record)
        self.size += len(record)

    def begin_epoch(self) -> int:
        """What is put from now on goes into segments of the next epoch."""
        self._epoch += 1
        self._enqueue(self._epoch)
        self.size = 0
        return self._epoch

    async def on_disk(self) -> None:
        """Wait for what has been put up to now. Raises NotDurable."""
        self._loop = asyncio.get_running_loop()
        future = self._loop.create_future()
        with self._changed:
            self._waiting.append((self._accepted, future))
        self._release()
        await future

    def forget_before(self, epoch: int) -> None:
        """Delete the segments of earlier epochs."""
        for place in segments.found(self._folder):
            if place.epoch < epoch:
                (self._folder / place.name).unlink()

    def _enqueue(self, what: bytes | int) -> None:
        with self._changed:
            self._queue.append(what)
            self._accepted += 1
            self._changed.notify()

    def _work(self) -> None:
        while not self._error:
            with self._changed:
                while not self._queue:
                    self._changed.wait()
                batch, self._queue = self._queue, []
            try:
                self._write(batch)
                self._written += len(batch)
            except OSError as error:
                self._error = error
                self._failed(error)
            if self._waiting:
                self._loop.call_soon_threadsafe(self._release)

    def _write(self, batch: list[bytes | int]) -> None:
        records: list[bytes] = []
        for each in batch:
            if isinstance(each, bytes):
                records.append(each)
                continue
            self._add(b"".join(records))
            records = []
            self._turn_to(Place(each, 0))
        self._add(b"".join(records))

    def _add(self, data: bytes) -> None:
        if not data:
            return
        if not self._segment.holds(len(data)):
            place = self._segment.place
            self._turn_to(Place(place.epoch, place.part + 1), len(data))
        self._segment.write(data)

    def _turn_to(self, place: Place, room: int = 0) -> None:
        self._segment.close()
        self._segment = Segment(self._folder, place, room, self._sync)

    def _release(self) -> None:
        """Runs on the event loop: wake those whose changes are on the disk, or all when they never will be."""
        with self._changed:
            waiting, self._waiting = self._waiting, []
            for number, future in waiting:
                if number <= self._written:
                    _finish(future, None)
                elif self._error:
                    _finish(future, NotDurable(str(self._error)))
                else:
                    self._waiting.append((number, future))


def _finish(future: asyncio.Future, error: NotDurable | None) -> None:
    # A client that went away has cancelled its request.
    if future.done():
        return
    if error:
        future.set_exception(error)
    else:
        future.set_result(None)

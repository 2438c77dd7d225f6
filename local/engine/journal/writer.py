"""The thread that writes the journal, and the requests that wait for it."""

import asyncio
import os
import threading
from collections.abc import Callable
from pathlib import Path

from local.engine.journal import segments
from local.engine.journal.segments import Place, Segment

_LAZY_SECONDS = 0.05


class NotDurable(Exception):
    """The disk refused a change. What was not acknowledged until now never will be; the engine has to end."""


class Writer:
    """Takes records from any thread, writes them in their order, and says when they are on the disk.

    It writes and synchronises when somebody waits, or a moment later, so that what nobody waits for shares the
    synchronisation of what somebody does.
    """

    def __init__(self, folder: Path, last: Place, failed: Callable[[OSError], None]) -> None:
        self.size = 0
        self._folder = folder
        self._failed = failed
        self._segment = Segment(folder, Place(last.epoch, last.part + 1))
        self._epoch = last.epoch
        self._synchronises = os.environ.get("ONESTOP_SYNC", "1") != "0"
        self._changed = threading.Condition()
        self._queue: list[bytes | int] = []
        self._accepted = self._on_disk = 0
        self._waiting: list[tuple[int, asyncio.Future]] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._error: OSError | None = None
        threading.Thread(target=self._work, daemon=True, name="journal").start()

    @property
    def pending(self) -> bool:
        """Whether anything is not on the disk yet."""
        return self._on_disk < self._accepted

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
        with self._changed:
            if not self.pending:
                return
            if self._error:
                raise NotDurable(str(self._error))
            future = self._loop.create_future()
            self._waiting.append((self._accepted, future))
            self._changed.notify()
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
            # Once for all that is put until it is written: waking a thread costs more than the record.
            if len(self._queue) == 1:
                self._changed.notify()

    def _work(self) -> None:
        while not self._error:
            batch = self._next()
            try:
                self._write(batch)
                if self._synchronises:
                    self._segment.synchronise()
                self._on_disk += len(batch)
            except OSError as error:
                self._error = error
                self._failed(error)
            self._wake()

    def _next(self) -> list[bytes | int]:
        """What has to be written; blocks until there is something, and a little longer if nobody waits for it."""
        with self._changed:
            while not self._queue:
                self._changed.wait()
            self._changed.wait_for(lambda: self._waiting, _LAZY_SECONDS)
            batch, self._queue = self._queue, []
            return batch

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
        self._segment = Segment(self._folder, place, room)

    def _wake(self) -> None:
        """Tell those whose changes are on the disk, or all when they never will be."""
        with self._changed:
            ready = [future for number, future in self._waiting if number <= self._on_disk or self._error]
            self._waiting = [] if self._error else [each for each in self._waiting if each[0] > self._on_disk]
        if ready:
            self._loop.call_soon_threadsafe(_finish, ready, self._error)


def _finish(futures: list[asyncio.Future], error: OSError | None) -> None:
    """Runs on the event loop."""
    for future in futures:
        # A client that went away has cancelled its request.
        if future.done():
            continue
        if error:
            future.set_exception(NotDurable(str(error)))
        else:
            future.set_result(None)

"""The journal of this process: changes go in, and an answer waits until those before it are on the disk.

One thread writes. Whatever was noted while it wrote goes to the disk together, so that many requests share one
synchronisation; and as all changes stand in one order, what is on the disk is always a state that there was.
"""

import marshal
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from local.engine.journal import segments
from local.engine.journal.segments import Place
from local.engine.journal.writer import Writer

FORMAT = 4  # of marshal: the same from Python 3.4 on
Entry = tuple[Any, ...]


class Journal:
    """`with journal:` makes everything noted inside one record: on the disk it is there as a whole or not at all.

    Notes of several threads exclude each other, so a change and its note belong into the same `with`.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._depth = 0
        self._entries: list[Entry] = []
        self._writer: Writer | None = None

    def open(self, folder: Path, last: Place, failed: Callable[[OSError], None]) -> None:
        """Write into `folder` from now on, after the segment `last`. Raises OSError."""
        self._writer = Writer(folder, last, failed)

    def __enter__(self) -> "Journal":
        self._lock.acquire()
        self._depth += 1
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        try:
            # Also after an error: a batch that fails in the middle has changed what it changed.
            if self._depth == 1 and self._entries:
                entries, self._entries = self._entries, []
                self._writer.put(segments.encoded(marshal.dumps(entries, FORMAT)))
        finally:
            self._depth -= 1
            self._lock.release()

    def note(self, kind: str, *values: Any) -> None:
        """Note a change, as plain data; the `REPLAYS` of `local.engine.durable` know what each kind means."""
        with self:
            self._entries.append((kind, *values))

    def begin_epoch(self) -> int:
        """The number of a checkpoint to be made now. Call it, and copy the state, inside `with journal:`."""
        return self._writer.begin_epoch()

    def forget_before(self, epoch: int) -> None:
        """Delete what the checkpoint of `epoch` has made superfluous. Raises OSError."""
        self._writer.forget_before(epoch)

    @property
    def size(self) -> int:
        """Bytes since the last checkpoint."""
        return self._writer.size

    async def on_disk(self) -> None:
        """Return when all that was noted up to now is on the disk. Raises NotDurable."""
        if self._writer.pending:
            await self._writer.on_disk()


journal = Journal()

"""From the files back to the state: the checkpoint, and on top of it what the journal says."""

import marshal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local.engine import snapshot
from local.engine.journal import segments
from local.engine.journal.segments import Place

EPOCH = "journal"  # among the services of a snapshot: the first epoch that it does not hold
Services = dict[str, Any]
Replay = Callable[..., None]


@dataclass(frozen=True)
class Recovered:
    """The state by service, the last segment that was read, and what there was to repeat."""

    services: Services
    last: Place
    writes: int
    torn: int
    since: float | None

    def report(self, clock: Callable[[float], str]) -> str | None:
        """One line about it; None when the checkpoint was all there is. `clock` shows a time in seconds."""
        if not self.writes and not self.torn:
            return None
        since = f" since the checkpoint of {clock(self.since)}" if self.since else ""
        torn = f"; {self.torn} bytes of an unfinished write were dropped" if self.torn else ""
        return f"recovered {self.writes} writes{since}{torn}"


def recover(folder: Path, replays: dict[str, Replay]) -> Recovered:
    """Read the newest checkpoint in `folder` and repeat the journal after it.

    Raises JournalDamaged, or pickle.UnpicklingError for a damaged checkpoint.
    """
    services = snapshot.read(folder)
    epoch = services.pop(EPOCH, 0)
    places = _since(folder, epoch)
    writes = torn = 0
    for content in segments.contents(folder, places):
        torn = content.torn
        for record in content.records:
            writes += 1
            _repeat(record, services, replays)
    last = places[-1] if places else Place(epoch, -1)
    return Recovered(services, last, writes, torn, snapshot.saved_at(folder))


def _since(folder: Path, epoch: int) -> list[Place]:
    """The segments that the checkpoint does not hold; those that a kill kept from being deleted go."""
    places = segments.found(folder)
    for place in places:
        if place.epoch < epoch:
            (folder / place.name).unlink()
    return [place for place in places if place.epoch >= epoch]


def _repeat(record: bytes, services: Services, replays: dict[str, Replay]) -> None:
    # Our own file, checked; marshal builds data and runs nothing.
    for kind, *values in marshal.loads(record):  # noqa: S302
        replays[kind](services, *values)

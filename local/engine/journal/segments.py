"""The journal's files: checksummed records one after the other, in segments of a fixed size that start as zeros.

A segment is called `journal-EPOCH-PART`. The checkpoint of an epoch holds all that earlier epochs say; a new part
begins when one is full, and at every start. Each record is its length, its checksum and its bytes; a length of zero
is the end. Space is taken beforehand, because a file that does not grow is synchronised in a tenth of the time, and
because a full disk then shows before a write and not in the middle of it.
"""

import os
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

MAGIC = b"OneStop journal 1\n"
SIZE = 16 * 1024 * 1024
_HEAD = struct.Struct("<II")
_NAME = re.compile(r"journal-(\d{8})-(\d{4})")
# macOS has no fdatasync; its fsync leaves the disk's own cache alone, like every database there that asks for no more.
_synchronise = getattr(os, "fdatasync", os.fsync)


class JournalDamaged(Exception):
    """A segment is not what was written; the message names the file and the place."""


class Place(NamedTuple):
    """Which segment: the number of the checkpoint that it follows, and which of the files since."""

    epoch: int
    part: int

    @property
    def name(self) -> str:
        return f"journal-{self.epoch:08d}-{self.part:04d}"


@dataclass(frozen=True)
class Content:
    """What a segment holds: its records, where they end, and how many bytes after that make no record."""

    records: list[bytes]
    end: int
    torn: int


def encoded(record: bytes) -> bytes:
    """The record as it stands in a segment. Raises ValueError for an empty one, which would read as the end."""
    if not record:
        raise ValueError("a record has at least one byte")
    return _HEAD.pack(len(record), _checksum(record)) + record


def decoded(data: bytes) -> Content:
    """The records of a segment up to the first that is not whole. Raises JournalDamaged if it is no segment."""
    head = data[: len(MAGIC)]
    if head != MAGIC:
        begun = head.rstrip(b"\0")
        if not MAGIC.startswith(begun) or data[len(MAGIC) :].strip(b"\0"):
            raise JournalDamaged("it does not begin like a journal")
        # A kill met it before it had a beginning; nothing was acknowledged in it.
        return Content([], 0, len(begun))
    records, end = [], len(MAGIC)
    while (record := _record_at(data, end)) is not None:
        records.append(record)
        end += _HEAD.size + len(record)
    return Content(records, end, len(data[end:].rstrip(b"\0")))


def found(folder: Path) -> list[Place]:
    """The segments of the folder, oldest first."""
    names = (_NAME.fullmatch(path.name) for path in folder.iterdir())
    return sorted(Place(int(name[1]), int(name[2])) for name in names if name)


def contents(folder: Path, places: list[Place]) -> Iterator[Content]:
    """What the segments hold; what a kill left half-written at the end of the last one is cut off.

    Raises JournalDamaged when an earlier one has a place that cannot be read: what follows was acknowledged.
    """
    for place in places:
        path = folder / place.name
        try:
            content = decoded(path.read_bytes())
        except JournalDamaged as error:
            raise JournalDamaged(f"{path}: {error}") from error
        if content.torn and place != places[-1]:
            raise JournalDamaged(f"{path}: the record at byte {content.end} is damaged")
        if place == places[-1]:
            _cut(path, content.end)
        yield content


class Segment:
    """An open segment that records are added to. Every method raises OSError."""

    def __init__(self, folder: Path, place: Place, room: int = 0) -> None:
        self.place = place
        self._room = max(SIZE, room + len(MAGIC))
        self._file = os.open(folder / place.name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        _take_room(self._file, self._room)
        self._end = 0
        self.write(MAGIC)
        os.fsync(self._file)
        sync_folder(folder)

    def holds(self, length: int) -> bool:
        """Whether so many bytes more find room."""
        return self._end + length <= self._room

    def write(self, data: bytes) -> None:
        """Add encoded records; they survive this process from now on, and the machine once synchronised."""
        rest = memoryview(data)
        while rest:
            written = os.pwrite(self._file, rest, self._end)
            self._end += written
            rest = rest[written:]

    def synchronise(self) -> None:
        """Put everything written on the disk."""
        _synchronise(self._file)

    def close(self) -> None:
        """Give the unused room back."""
        os.ftruncate(self._file, self._end)
        os.fsync(self._file)
        os.close(self._file)


def sync_folder(folder: Path) -> None:
    """Put the names of the folder's files on the disk, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _record_at(data: bytes, start: int) -> bytes | None:
    head = data[start : start + _HEAD.size]
    if len(head) < _HEAD.size:
        return None
    length, checksum = _HEAD.unpack(head)
    record = data[start + _HEAD.size : start + _HEAD.size + length]
    whole = 0 < length == len(record) and checksum == _checksum(record)
    return record if whole else None


def _checksum(record: bytes) -> int:
    return crc32(record, len(record))


def _take_room(file: int, room: int) -> None:
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(file, 0, room)
    else:
        os.ftruncate(file, room)


def _cut(path: Path, end: int) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.ftruncate(handle, end)
        os.fsync(handle)
    finally:
        os.close(handle)

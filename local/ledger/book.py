"""The columns of the ledger, in a private file of SQLite that is gone afterwards."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from local.ledger.rows import Written
from local.ledger.stories import WHOLE, Due, Place

SCHEMA = """
    PRAGMA journal_mode = OFF;
    CREATE TABLE written (record TEXT, version INTEGER, event TEXT, at TEXT);
    CREATE TABLE delivered (record TEXT, sequence INTEGER);
    CREATE TABLE due (story TEXT, entry TEXT, record TEXT, sequence INTEGER, event TEXT, at TEXT);
    CREATE TABLE told (story TEXT, entry TEXT);
    CREATE VIEW log AS
        SELECT record, MAX(sequence) AS latest, COUNT(DISTINCT sequence) AS number FROM delivered GROUP BY record;
    -- Of a record that is gone from its table the log knows best; and what was delivered was written before.
    CREATE VIEW records AS
        SELECT record, MAX(version, COALESCE(latest, 0)) AS version, COALESCE(number, 0) AS number, event, at
        FROM written LEFT JOIN log USING (record)
        UNION ALL
        SELECT record, latest, number, NULL, NULL FROM log WHERE record NOT IN (SELECT record FROM written);
"""

# Afterwards: sorting a million rows once is far cheaper than keeping them sorted while they come in any order.
INDEXES = """
    CREATE INDEX IF NOT EXISTS written_records ON written (record);
    CREATE INDEX IF NOT EXISTS delivered_records ON delivered (record, sequence);
    CREATE INDEX IF NOT EXISTS told_entries ON told (story, entry);
"""


@dataclass(frozen=True, slots=True)
class Gap:
    """The versions of a record that were written and not delivered; `event` and `at` are those of `version`."""

    record: str
    version: int
    sequences: list[int]
    event: str | None
    at: str | None


class Book:
    """All columns. SQLite holds them in memory while they are small and on disk when they are not."""

    def __enter__(self) -> Self:
        self._file = sqlite3.connect("")
        self._file.executescript(SCHEMA)
        self.waiting: set[str] = set()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._file.close()

    def note_waiting(self, capabilities: set[str]) -> None:
        """These have events in their inboxes, so what they lack may still come."""
        self.waiting |= capabilities

    def wrote(self, pages: Iterable[Iterable[Written]]) -> None:
        for page in pages:
            self._file.executemany("INSERT INTO written VALUES (?, ?, ?, ?)", page)

    def delivered(self, pages: Iterable[Iterable[tuple[str, int]]]) -> None:
        for page in pages:
            self._file.executemany("INSERT INTO delivered VALUES (?, ?)", page)

    def told(self, pages: Iterable[Iterable[Place]]) -> None:
        for page in pages:
            self._file.executemany("INSERT INTO told VALUES (?, ?)", page)

    def due(self, entries: Iterable[Due]) -> None:
        self._file.executemany("INSERT INTO due VALUES (?, ?, ?, ?, ?, ?)", entries)

    def has(self, record: str, sequence: int) -> bool:
        """Whether this version of a record was delivered."""
        query = "SELECT 1 FROM delivered WHERE record = ? AND sequence = ?"
        return self._file.execute(query, [record, sequence]).fetchone() is not None

    def untold(self) -> Iterator[Due]:
        """The entries that the log demands and the stories do not have."""
        self._file.executescript(INDEXES)
        query = """
            SELECT * FROM due
            WHERE NOT EXISTS (SELECT 1 FROM told WHERE story = due.story AND entry IN (due.entry, ?))
        """
        for row in self._file.execute(query, [WHOLE]):
            yield Due(*row)

    def totals(self) -> tuple[int, int]:
        """How many events were written and how many delivered, once both columns are complete."""
        self._file.executescript(INDEXES)
        [row] = self._file.execute("SELECT COALESCE(SUM(version), 0), COALESCE(SUM(number), 0) FROM records")
        return int(row[0]), int(row[1])

    def gaps(self) -> Iterator[Gap]:
        """Every record that misses something."""
        self._file.executescript(INDEXES)
        found = self._file.execute("SELECT record, version, event, at FROM records WHERE number < version")
        for record, version, event, at in found:
            there = {
                each for (each,) in self._file.execute("SELECT sequence FROM delivered WHERE record = ?", [record])
            }
            sequences = [number for number in range(1, version + 1) if number not in there]
            yield Gap(record, version, sequences, event, at)

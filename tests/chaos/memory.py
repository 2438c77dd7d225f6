"""What the visitors asked for, and what they were told."""

import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple


class Told(NamedTuple):
    """An answer: this version of a record is this event, and carries this word of the visitor's own."""

    subject: str
    version: int
    event: str
    word: str | None


@dataclass
class Memory:
    """Of all visitors together. `asked` are the words of all changes that were sent, acknowledged or not."""

    told: list[Told] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, what: str) -> None:
        with self._lock:
            self.counts[what] += 1

    def ask(self, word: str) -> str:
        self.asked.add(word)
        return word

    def tell(self, subject: str, version: int, event: str, word: str | None = None) -> None:
        self.told.append(Told(subject, version, event, word))

"""Stock as it ought to be: no shards, no buckets, no transactions; only how many pieces, and who was promised which."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

Lines = dict[str, tuple[str, int]]  # by the line's name: a variant and so many pieces
Parts = dict[str, int]  # so many pieces of each line


@dataclass
class Promise:
    """A reservation. `done` are the shipments and cancellations that took effect."""

    lines: Lines
    state: str
    end: int = 0
    done: set[str] = field(default_factory=set)
    settled: Counter[str] = field(default_factory=Counter)

    def left(self, line: str) -> int:
        return self.lines[line][1] - self.settled[line]


@dataclass
class Stock:
    """All pieces of a house. Time is in seconds."""

    now: int
    on_hand: Counter[str] = field(default_factory=Counter)
    promises: dict[str, Promise] = field(default_factory=dict)
    back: set[str] = field(default_factory=set)

    def numbers(self, variant: str) -> tuple[int, int, int, int]:
        """On hand, available, held, allocated."""
        held = self._promised(variant, lambda each: each.state == "held" and each.end > self.now)
        allocated = self._promised(variant, lambda each: each.state == "allocated")
        return self.on_hand[variant], self.on_hand[variant] - held - allocated, held, allocated

    def reserve(self, order: str, lines: Lines, seconds: int) -> str:
        there = self.promises.get(order)
        if there is not None:
            over = there.state == "released" or (there.state == "held" and there.end <= self.now)
            return "ReservationOver" if over else "done" if there.lines == lines else "Conflict"
        wanted: Counter[str] = Counter()
        for variant, quantity in lines.values():
            wanted[variant] += quantity
        if any(self.numbers(variant)[1] < quantity for variant, quantity in wanted.items()):
            return "OutOfStock"
        self.promises[order] = Promise(lines, "held", -(-(self.now + seconds) // 10) * 10)
        return "done"

    def release(self, order: str) -> str:
        promise = self.promises.setdefault(order, Promise({}, "released"))
        promise.state = "released"
        return "done"

    def allocate(self, order: str) -> str:
        promise = self.promises.get(order)
        if promise is None:
            return "NotFound"
        if promise.state == "released" or (promise.state == "held" and promise.end <= self.now):
            return "ReservationOver"
        promise.state = "allocated"
        return "done"

    def settle(self, order: str, name: str, parts: Parts, *, leaves: bool) -> str:
        """A shipment takes pieces away, a cancellation gives them back."""
        promise = self.promises.get(order)
        refused = self._unsettled(promise, name, parts)
        if refused or promise is None or name in promise.done:
            return refused or "done"
        promise.done.add(name)
        promise.settled.update(parts)
        for line, quantity in parts.items():
            self.on_hand[promise.lines[line][0]] -= quantity if leaves else 0
        return "done"

    def restock(self, back: str, variant: str, quantity: int) -> str:
        if back not in self.back:
            self.back.add(back)
            self.on_hand[variant] += quantity
        return "done"

    def adjust(self, variant: str, delta: int) -> str:
        if self.numbers(variant)[1] + delta < 0:
            return "OutOfStock"
        self.on_hand[variant] += delta
        return "done"

    def _unsettled(self, promise: Promise | None, name: str, parts: Parts) -> str | None:
        if promise is None:
            return "NotFound"
        if name in promise.done:
            return None
        if promise.state != "allocated":
            return "ReservationOver" if promise.state == "released" else "WrongState"
        if not parts.keys() <= promise.lines.keys():
            return "Invalid"
        return "WrongState" if any(promise.left(line) < some for line, some in parts.items()) else None

    def _promised(self, variant: str, counts: Callable[[Promise], bool]) -> int:
        return sum(
            each.left(line)
            for each in self.promises.values()
            if counts(each)
            for line, (of, _) in each.lines.items()
            if of == variant
        )

"""A house of rules alone: shards in memory, changed as the rules say, each change whole or not at all."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from catalog.domain import stock_reservation as rules
from catalog.domain.stock import Change, Count, Place, bucket_of, end_of, end_of_hold, freeing, together
from catalog.domain.stock_levelling import moves, relief, spread
from catalog.domain.stock_picking import Pick, Shelf, Want, picked
from onestop.errors import Conflict, NotFound, OneStopError, OutOfStock, ReservationOver, WrongState
from tests.properties.stock_model import Lines, Parts


def told(work: Callable[[], Any]) -> str:
    """`done`, or the code of the refusal."""
    try:
        work()
    except OneStopError as refused:
        return refused.code
    return "done"


@dataclass
class Reservation:
    lines: Lines
    picks: list[Pick]
    state: str
    bucket: str = ""
    done: set[str] = field(default_factory=set)


@dataclass
class RulesAlone:
    """One location, `here`."""

    now: datetime
    counts: dict[Place, Count] = field(default_factory=dict)
    in_use: dict[str, int] = field(default_factory=dict)
    reservations: dict[str, Reservation] = field(default_factory=dict)
    moved: Counter[str] = field(default_factory=Counter)
    back: set[str] = field(default_factory=set)

    def reserve(self, order: str, lines: Lines, seconds: int) -> str:
        return told(lambda: self._reserve(order, lines, seconds))

    def release(self, order: str) -> str:
        there = self.reservations.setdefault(order, Reservation({}, [], rules.RELEASED))
        left = rules.rest(there.picks)
        if there.state == rules.HELD:
            kept = [pick for pick in left if there.bucket in self.counts[self._place(pick)].holds]
            self._apply(rules.lets_go(kept, there.bucket))
        elif there.state == rules.ALLOCATED:
            self._apply(rules.frees(left))
        there.state = rules.RELEASED
        return "done"

    def allocate(self, order: str) -> str:
        return told(lambda: self._allocate(order))

    def settle(self, order: str, name: str, parts: Parts, *, leaves: bool) -> str:
        return told(lambda: self._settle(order, name, parts, leaves=leaves))

    def restock(self, back: str, variant: str, quantity: int) -> str:
        if back not in self.back:
            self.back.add(back)
            self._arrive(variant, quantity)
        return "done"

    def adjust(self, variant: str, delta: int) -> str:
        return told(lambda: self._arrive(variant, delta) if delta > 0 else self._take(variant, -delta))

    def lay_out(self, variant: str, shards: int) -> None:
        self.in_use[variant] = shards
        for number in range(shards):
            self.counts.setdefault(Place(variant, "here", number), Count())
        places = [place for place in self.counts if place.variant == variant]
        for source, target, some in moves([self.counts[place].available for place in places], shards):
            self._apply([Change(places[source], available=-some), Change(places[target], available=some)])

    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    def numbers(self, variant: str) -> tuple[int, int, int, int]:
        mine = [count for place, count in self.counts.items() if place.variant == variant]
        free, held = sum(each.free(self.now) for each in mine), sum(each.held(self.now) for each in mine)
        return sum(each.on_hand for each in mine), free, held, sum(each.allocated for each in mine)

    def amiss(self) -> list[str]:
        return [name for name in self.in_use if self.numbers(name)[0] != self.moved[name]]

    def _reserve(self, order: str, lines: Lines, seconds: int) -> None:
        there = self.reservations.get(order)
        if there is not None:
            self._must_hold(there)
            if there.lines != lines:
                raise Conflict()
            return
        bucket = bucket_of(end_of_hold(self.now, seconds))
        wants = [Want(name, variant, quantity) for name, (variant, quantity) in lines.items()]
        picks = self._picked(wants, order)
        taken = rules.takes(picks, bucket)
        dry = next((place for place, count in self.counts.items() if not count.free(self.now)), None)
        filling = relief(dry, self.counts, taken) if dry else []
        self._apply(together([*taken, *self._freed(taken), *filling]))
        self.reservations[order] = Reservation(lines, picks, rules.HELD, bucket)

    def _allocate(self, order: str) -> None:
        there = self._there(order)
        self._must_hold(there)
        if there.state == rules.HELD:
            self._apply(rules.allocates(there.picks, there.bucket))
            there.state = rules.ALLOCATED

    def _settle(self, order: str, name: str, parts: Parts, *, leaves: bool) -> None:
        there = self._there(order)
        if name in there.done:
            return
        if there.state != rules.ALLOCATED:
            raise ReservationOver() if there.state == rules.RELEASED else WrongState()
        taken = rules.parted(there.picks, parts.items())
        self._apply(rules.leaves(taken) if leaves else rules.frees(taken))
        there.picks = rules.settled(there.picks, taken, "issued" if leaves else "returned")
        there.done.add(name)
        for pick in taken if leaves else []:
            self.moved[pick.variant] -= pick.quantity

    def _arrive(self, variant: str, quantity: int) -> None:
        if variant not in self.in_use:
            self.lay_out(variant, 1)
        parts = enumerate(spread(quantity, self.in_use[variant]))
        self._apply([Change(Place(variant, "here", shard), available=some) for shard, some in parts])
        self.moved[variant] += quantity

    def _take(self, variant: str, quantity: int) -> None:
        picks = self._picked([Want("", variant, quantity)], "")
        going = [Change(self._place(pick), available=-pick.quantity) for pick in picks]
        self._apply(together([*going, *self._freed(going)]))
        self.moved[variant] -= quantity

    def _picked(self, wants: list[Want], seed: str) -> list[Pick]:
        shelves: dict[str, list[Shelf]] = {want.variant: [] for want in wants}
        for place, count in self.counts.items():
            if place.variant in shelves:
                shelves[place.variant].append(Shelf(place, count.free(self.now)))
        picks, lacks = picked(wants, shelves, seed)
        if lacks:
            raise OutOfStock()
        return picks

    def _freed(self, changes: Iterable[Change]) -> list[Change]:
        return [over for each in changes for over in freeing(each.place, self.counts[each.place], self.now)]

    def _there(self, order: str) -> Reservation:
        if order not in self.reservations:
            raise NotFound()
        return self.reservations[order]

    def _must_hold(self, there: Reservation) -> None:
        over = there.state == rules.HELD and end_of(there.bucket) <= self.now
        if over or there.state == rules.RELEASED:
            raise ReservationOver()

    @staticmethod
    def _place(pick: Pick) -> Place:
        assert pick.place
        return pick.place

    def _apply(self, changes: Iterable[Change]) -> None:
        after = {each.place: changed(self.counts[each.place], each) for each in changes}
        self.counts |= after


def changed(count: Count, change: Change) -> Count:
    """The numbers after a change; AssertionError where a store would refuse it, which no rule may ask of it."""
    assert all(count.holds[bucket] == quantity for bucket, quantity in change.expired.items())
    holds = {bucket: quantity for bucket, quantity in count.holds.items() if bucket not in change.expired}
    if change.held:
        holds[change.bucket] = holds.get(change.bucket, 0) + change.held
    available, allocated = count.available + change.available, count.allocated + change.allocated
    assert min(available, allocated, *holds.values(), 0) == 0, change
    return replace(count, available=available, allocated=allocated, holds=holds)

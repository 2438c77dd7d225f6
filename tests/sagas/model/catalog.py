"""Stock: pieces are free, held for a while, allocated, or gone."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from onestop.errors import OutOfStock, ReservationOver
from tests.sagas.model.house import House, Said, Task, at_once


@dataclass
class Reservation:
    """What an order holds: `lines` is the variant and the number of pieces that each line still holds."""

    order: str
    lines: dict[str, tuple[str, int]]
    until: int
    state: str = "held"
    seen: set[str] = field(default_factory=set)

    def holds(self, now: int) -> bool:
        return self.state == "allocated" or (self.state == "held" and now < self.until)

    def pieces(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for variant, number in self.lines.values():
            found[variant] += number
        return found


class Catalog:
    """Pieces on hand, and who holds them. A hold whose time is over is free at once."""

    def __init__(self, house: House, stock: dict[str, int]) -> None:
        self.house, self.on_hand = house, Counter(stock)
        self.reservations: dict[str, Reservation] = {}
        self.restocked: set[str] = set()

    def tasks(self) -> dict[str, Task]:
        acts = (self.reserve, self.release, self.allocate, self.issue, self.deallocate, self.restock)
        return {act.__name__.capitalize(): at_once(act) for act in acts}

    def free(self, variant: str) -> int:
        held = [each for each in self.reservations.values() if each.holds(self.house.now)]
        return self.on_hand[variant] - sum(number for each in held for v, number in each.lines.values() if v == variant)

    def reserve(self, said: Said) -> dict[str, Any]:
        if found := self.reservations.get(said["reservation"]):
            if not found.holds(self.house.now):
                raise ReservationOver("It was released, or its time is over.")
            return {}
        lines = {each["line"]: (each["variant"], each["quantity"]) for each in said["lines"]}
        wanted = Reservation(said["order"], lines, self.house.now + said["seconds"])
        if short := [variant for variant, number in wanted.pieces().items() if number > self.free(variant)]:
            raise OutOfStock(f"Not enough of {short}.")
        self.reservations[said["reservation"]] = wanted
        self.house.tell("StockReserved", said["order"])
        return {}

    def release(self, said: Said) -> dict[str, Any]:
        found = self.reservations.get(said["reservation"])
        if found is None:
            self.reservations[said["reservation"]] = Reservation(said["order"], {}, 0, "released")
        elif found.state != "released":
            found.state = "released"
            self.house.tell("StockReleased", found.order)
        return {}

    def allocate(self, said: Said) -> dict[str, Any]:
        found = self.reservations.get(said["reservation"])
        if found is None or not found.holds(self.house.now):
            raise ReservationOver("It was released, or its time is over.")
        if found.state == "held":
            found.state = "allocated"
            self.house.tell("StockAllocated", found.order)
        return {}

    def issue(self, said: Said) -> dict[str, Any]:
        if taken := self._taken(said, said["issue"]):
            self.on_hand.subtract(taken)
            self.house.tell("StockIssued", self.reservations[said["reservation"]].order, pieces=taken)
        return {}

    def deallocate(self, said: Said) -> dict[str, Any]:
        if taken := self._taken(said, said["release"]):
            self.house.tell("StockDeallocated", self.reservations[said["reservation"]].order, pieces=taken)
        return {}

    def restock(self, said: Said) -> dict[str, Any]:
        if said["restock"] not in self.restocked:
            self.restocked.add(said["restock"])
            pieces: Counter[str] = Counter()
            for each in said["lines"]:
                pieces[each["variant"]] += each["quantity"]
            self.on_hand.update(pieces)
            self.house.tell("StockRestocked", said["order"], pieces=pieces)
        return {}

    def _taken(self, said: Said, mark: str) -> Counter[str]:
        """The pieces that leave a reservation; none if this was done before."""
        found, taken = self.reservations[said["reservation"]], Counter[str]()
        if mark in found.seen:
            return taken
        found.seen.add(mark)
        for each in said["lines"]:
            variant, number = found.lines[each["line"]]
            assert found.state == "allocated", "only allocated pieces leave"
            assert each["quantity"] <= number, "more than is held"
            found.lines[each["line"]] = (variant, number - each["quantity"])
            taken[variant] += each["quantity"]
        return taken

"""The real house behind its doors, on moto; time stands still until it is told to go on."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory

from onestop import clock
from tests.catalog import warehouse
from tests.catalog.warehouse import Warehouse, line
from tests.properties.stock_machine import VARIANTS
from tests.properties.stock_model import Lines, Parts
from tests.properties.stock_rules import told
from tests.support.stock import amiss


@dataclass
class Doors:
    """Its variants, orders, shipments and returns have ids that stand for the names that the sagas use."""

    house: Warehouse
    table: Any
    time: FrozenDateTimeFactory
    ids: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ids |= {name: self.house.variant(0) for name in VARIANTS}

    def reserve(self, order: str, lines: Lines, seconds: int) -> str:
        asked = [line(self.ids[variant], quantity, name) for name, (variant, quantity) in lines.items()]
        return told(lambda: warehouse.reserve(*asked, order=self._id(order), seconds=seconds))

    def release(self, order: str) -> str:
        return told(lambda: warehouse.release(self._id(order)))

    def allocate(self, order: str) -> str:
        return told(lambda: warehouse.allocate(self._id(order)))

    def settle(self, order: str, name: str, parts: Parts, *, leaves: bool) -> str:
        settled, of = self._id(f"{order} {name}"), self._id(order)
        if leaves:
            return told(lambda: warehouse.issue(of, *parts.items(), shipment=settled))
        return told(lambda: warehouse.deallocate(of, *parts.items(), cancellation=settled))

    def restock(self, back: str, variant: str, quantity: int) -> str:
        asked = {"variant": self.ids[variant], "quantity": quantity}
        return told(lambda: warehouse.restock(asked, back=self._id(f"return {back}")))

    def adjust(self, variant: str, delta: int) -> str:
        reply = self.house.adjust(self.ids[variant], delta)
        return "done" if reply.status == 201 else str(reply.json["code"])

    def lay_out(self, variant: str, shards: int) -> None:
        assert self.house.lay_out(self.ids[variant], shards).status == 200

    def wait(self, seconds: int) -> None:
        self.time.tick(timedelta(seconds=seconds))

    def numbers(self, variant: str) -> tuple[int, int, int, int]:
        return self.house.numbers(self.ids[variant])

    def amiss(self) -> list[str]:
        return amiss(self.table.scan()["Items"], clock.now())

    def _id(self, name: str) -> str:
        return self.ids.setdefault(name, clock.new_id())

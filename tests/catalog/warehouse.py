"""A warehouse as tests need it: variants with pieces of them, and the tasks by which orders ask for these."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from freezegun import freeze_time

from catalog.domain.stock import Place
from onestop import clock, tables
from tests.catalog.shop import Shop, made
from tests.support.gateway import CONTEXT, TENANT, Browser

CUSTOMER = "01J000000000000000000000C0"


@dataclass(frozen=True)
class Warehouse:
    """A shop with one location."""

    shop: Shop
    location: str

    @classmethod
    def opened(cls, shop: Shop) -> "Warehouse":
        return cls(shop, add_location(shop.desk, "Main"))

    @property
    def desk(self) -> Browser:
        return self.shop.desk

    def variant(self, pieces: int = 10, **said: Any) -> str:
        """The id of a new variant with so many pieces."""
        variant = str(self.shop.variant(None, **said)["id"])
        if pieces:
            made(self.adjust(variant, pieces))
        return variant

    def adjust(self, variant: str, delta: int, location: str | None = None, **headers: str) -> Any:
        reason = "receipt" if delta > 0 else "loss"
        body = {"variant": variant, "location": location or self.location, "delta": delta, "reason": reason}
        return self.desk.post("/stock-adjustments", body, **headers)

    def lay_out(self, variant: str, shards: int, location: str | None = None, safety: int = 0) -> Any:
        body = {"shards": shards, "safety": safety}
        return self.desk.put(f"/stock/{variant}/locations/{location or self.location}", body)

    def level(self, variant: str) -> Any:
        return self.desk.get(f"/stock/{variant}").json

    def shards(self, variant: str) -> Any:
        """The shards of the main location as they are stored."""
        from catalog.table import Shard, shard_keys  # noqa: PLC0415  needs the environment of the tests

        keys = [shard_keys(self.desk.tenant, Place(variant, self.location, number)) for number in range(64)]
        return tables.get_many(Shard, keys, consistent=True)

    def numbers(self, variant: str) -> tuple[int, int, int, int]:
        """On hand, available, held, allocated."""
        said = self.level(variant)
        return said["onHand"], said["available"], said["held"], said["allocated"]


def add_location(desk: Browser, name: str, **said: Any) -> str:
    return str(made(desk.post("/locations", {"name": name, **said}))["id"])


def line(variant: str, quantity: int = 1, name: str = "1", **said: Any) -> dict[str, Any]:
    return {"line": name, "variant": variant, "quantity": quantity, **said}


def ask(name: str, /, step: str = "Reserve", direct: bool = False, **said: Any) -> Any:
    """What a task of the saga door answers to the order saga, or to one who asks it directly."""
    from catalog.saga import handler  # noqa: PLC0415  needs the environment of the tests

    saga = {"name": "order", "id": "execution-1", "step": step, "attempt": 0}
    asked = {"task": name, "tenant": TENANT, "correlation": "c-1", "saga": saga, "direct": direct, "input": said}
    return handler(asked, CONTEXT)


def reserve(*lines: dict[str, Any], order: str | None = None, seconds: int = 600) -> Any:
    """What a new order is answered that reserves these lines."""
    order = order or clock.new_id()
    return ask("Reserve", reservation=order, order=order, customer=CUSTOMER, seconds=seconds, lines=list(lines))


def release(order: str) -> Any:
    return ask("Release", step="Release", reservation=order, order=order, customer=CUSTOMER)


def allocate(order: str) -> Any:
    return ask("Allocate", step="Allocate", reservation=order)


def allocated(*lines: dict[str, Any]) -> str:
    """A new order whose pieces are allocated."""
    order = str(reserve(*lines)["reservation"])
    allocate(order)
    return order


def issue(order: str, *parts: tuple[str, int], shipment: str | None = None) -> Any:
    lines = [{"line": name, "quantity": quantity} for name, quantity in parts]
    return ask("Issue", step="Issue", reservation=order, issue=shipment or clock.new_id(), lines=lines)


def deallocate(order: str, *parts: tuple[str, int], cancellation: str | None = None) -> Any:
    lines = [{"line": name, "quantity": quantity} for name, quantity in parts]
    return ask("Deallocate", step="Deallocate", reservation=order, release=cancellation or clock.new_id(), lines=lines)


def restock(*lines: dict[str, Any], back: str | None = None) -> Any:
    said = {"restock": back or clock.new_id(), "order": clock.new_id(), "customer": CUSTOMER, "lines": list(lines)}
    return ask("Restock", step="Restock", **said)


def at(moment: str, seconds: float = 0) -> freeze_time:
    """The moment so many seconds after an RFC 3339 one."""
    return freeze_time(datetime.fromisoformat(moment) + timedelta(seconds=seconds))

"""The operations of stock: locations, pieces that come and go, and an order's pieces from the promise to the return."""

from typing import Any

from bench.units.stage import Stage

CUSTOMER, DAY = "01J000000000000000000000C0", 86_400
# Of an order in 16 the end tidies the shards that it was in, as its id says: not of these.
FIRST, ORDER, DROPPED = (f"01J0000000000000000000000{last}" for last in "012")
SHIPMENT, CANCELLATION, BACK = (f"01J000000000000000000000{last}0" for last in "ABD")


def stock(stage: Stage) -> None:
    """Pieces of two variants."""
    desk = stage.browser("catalog")
    place = stage.ask("", desk, "POST", "/locations", {"name": "Warehouse"}).json["id"]
    stage.ask("", desk, "GET", "/locations")
    stage.ask("", desk, "GET", f"/locations/{place}")
    stage.ask("", desk, "PATCH", f"/locations/{place}", {"priority": 1})
    variants = [_variant(desk, sku) for sku in ("STOCK-1", "STOCK-2")]
    said = [{"variant": each, "location": place, "delta": 100, "reason": "receipt"} for each in variants]
    stage.ask("the first pieces", desk, "POST", "/stock-adjustments", said[0])
    stage.ask("more pieces", desk, "POST", "/stock-adjustments", said[0])
    desk.post("/stock-adjustments", said[1])
    stage.ask("a loss", desk, "POST", "/stock-adjustments", {**said[0], "delta": -1, "reason": "loss"})
    stage.ask("", desk, "GET", f"/stock/{variants[0]}")
    stage.ask("page of 20", desk, "GET", f"/stock/{variants[0]}/movements?limit=20")
    _orders(stage, variants)
    stage.ask("", desk, "GET", f"/reservations/{ORDER}")
    stage.ask("4 shards instead of 1", desk, "PUT", f"/stock/{variants[0]}/locations/{place}", {"shards": 4})
    stage.ask("", desk, "DELETE", f"/locations/{place}")


def _orders(stage: Stage, variants: list[str]) -> None:
    """What an order asks of the stock, step by step."""
    lines = [{"line": str(number), "variant": each, "quantity": 3} for number, each in enumerate(variants)]
    _task(stage, "Reserve, 1 line that is not remembered", **_reserving(FIRST, lines[1:]))
    _task(stage, "Reserve, 1 line", **_reserving(DROPPED, lines[:1]))
    _task(stage, "Reserve, 2 lines", **_reserving(ORDER, lines))
    _task(stage, "Release", reservation=DROPPED, order=DROPPED, customer=CUSTOMER)
    _task(stage, "Release, never reserved", reservation=SHIPMENT, order=SHIPMENT, customer=CUSTOMER)
    _task(stage, "Allocate, 2 lines", reservation=ORDER)
    some = [{"line": line["line"], "quantity": 1} for line in lines]
    _task(stage, "Issue, 2 lines", reservation=ORDER, issue=SHIPMENT, lines=some)
    _task(stage, "Deallocate, 2 lines", reservation=ORDER, release=CANCELLATION, lines=some)
    back = [{"variant": variants[0], "quantity": 1}]
    _task(stage, "Restock, 1 line", restock=BACK, order=ORDER, customer=CUSTOMER, lines=back)


def _variant(desk: Any, sku: str) -> str:
    product = desk.post("/products", {"name": {"en": sku}, "status": "active"}).json["id"]
    return str(desk.post(f"/products/{product}/variants", {"sku": sku}).json["id"])


def _reserving(order: str, lines: list[dict[str, Any]]) -> dict[str, Any]:
    return {"reservation": order, "order": order, "customer": CUSTOMER, "seconds": DAY, "lines": lines}


def _task(stage: Stage, name: str, **said: Any) -> None:
    task = name.partition(",")[0]
    saga = {"name": "order", "id": ORDER, "step": task, "attempt": 0}
    asked = {"task": task, "tenant": stage.house.tenant, "correlation": ORDER, "saga": saga, "input": said}
    stage.do(f"task {name}", "catalog.saga.handler", asked)

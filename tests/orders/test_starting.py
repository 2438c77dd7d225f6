"""A record's own event starts its saga; an order tells what all sagas did for it."""

import json
from typing import Any

import pytest

from tests.orders.driving import Machine, confirmed, dispatched
from tests.orders.machines import Machines
from tests.orders.making import CUSTOMER, of_stock, path, placed
from tests.support.envelopes import envelope
from tests.support.gateway import TENANT, Browser
from tests.support.wire import Wire

MARK = {"saga": "order", "id": "01J000000000000000000000R0", "step": "Reserve", "attempt": 1}
ORDER = MARK["id"]


def test_a_placed_order_starts_its_saga_under_its_own_id(wired: Browser, wire: Wire, machines: Machines) -> None:
    order = placed(wired, of_stock())
    wire.carry()

    [(name, said)] = machines.started.items()
    assert name == f"order/{order['id']}"
    assert json.loads(said) == {"order": order["id"], "tenant": TENANT, "correlation": "5c7d8e00-test"}


@pytest.mark.parametrize("twice", [False, True])
def test_shipments_and_cancellations_start_theirs_once(
    wired: Browser, wire: Wire, machines: Machines, twice: bool
) -> None:
    wire.twice = twice
    order = confirmed(wired, placed(wired, of_stock()))
    shipment = dispatched(wired, order, l1=1)
    cancellation = wired.post(path(order, "cancellations"), {}).json
    wire.carry()

    names = [f"order/{order['id']}", f"shipment/{shipment['id']}", f"cancellation/{cancellation['id']}"]
    assert sorted(machines.started) == sorted(names)
    assert json.loads(machines.started[names[1]])["shipment"] == shipment["id"]
    assert wire.failures("orders") == []


def test_a_cancellation_that_waits_starts_nothing(wired: Browser, wire: Wire, machines: Machines) -> None:
    order = placed(wired, of_stock())
    wired.post(path(order, "cancellations"), {})
    wire.carry()

    assert list(machines.started) == [f"order/{order['id']}"]


def test_what_cannot_be_started_comes_again(wired: Browser, wire: Wire, machines: Machines) -> None:
    machines.broken = True
    placed(wired, of_stock())
    wire.carry()

    assert [each["type"] for each in wire.failures("orders")] == ["OrderPlaced"]


def test_an_order_tells_what_its_saga_did_in_the_order_of_time(wired: Browser, wire: Wire, machines: Machines) -> None:
    order = placed(wired, of_stock())
    Machine(order["id"]).run(refused={"Allocate": "ReservationOver"})
    wire.carry()

    told = steps(wired, order["id"])
    assert [(each["step"], each["what"], each["compensation"]) for each in told] == [
        ("Begin", "SagaStarted", False), ("AssessRisk", "OrderRiskAssessed", False),
        ("BeginUndo", "OrderUndoing", True), ("EndUndo", "OrderFailed", True), ("EndUndo", "SagaEnded", True),
    ]  # fmt: skip
    assert told[2]["reason"] == {"step": "Allocate", "error": "ReservationOver"}


def test_what_others_did_for_it_is_told_as_well(wired: Browser, wire: Wire) -> None:
    order = placed(wired, of_stock())
    wire.deliver("orders", reserved(order["id"]), source="catalog")

    [told] = steps(wired, order["id"])
    assert (told["saga"], told["step"], told["attempt"], told["what"]) == ("order", "Reserve", 1, "StockReserved")


def test_an_event_is_told_once_however_often_it_comes(wired: Browser, wire: Wire) -> None:
    order = placed(wired, of_stock())
    said = reserved(order["id"])

    assert [wire.deliver("orders", said, source="catalog") for _ in range(2)] == [[], []]
    assert len(steps(wired, order["id"])) == 1


def test_what_no_step_wrote_is_not_told(wired: Browser, wire: Wire, machines: Machines) -> None:
    order = confirmed(wired, placed(wired, of_stock()))
    wired.post(path(order, "shipments"), {})
    wire.carry()

    assert {each["what"] for each in steps(wired, order["id"])} == {
        "SagaStarted", "OrderRiskAssessed", "OrderConfirmed", "SagaEnded"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        (["ReturnRefunding"], "running"),
        (["ReturnRefunding", "ReturnCompleted"], "done"),
        (["ReturnFailed"], "undone"),
        (["ReturnCompleted", "ReturnRefunding"], "done"),
    ],
    ids=str,
)
def test_the_register_hears_of_a_return_by_its_events(wired: Browser, wire: Wire, kinds: list[str], state: str) -> None:
    order = placed(wired, of_stock())
    mark = {**MARK, "saga": "return", "id": "01J000000000000000000000T0-2"}
    record = {"id": "01J000000000000000000000T0", "order": order["id"], "step": mark, "failure": None}
    for kind in kinds:
        wire.deliver("orders", envelope(kind, f"returns/{record['id']}", record=record), source="returns")

    assert wired.get(f"/sagas/{mark['id']}").json["state"] == state


def reserved(order: str) -> dict[str, Any]:
    record = {"id": order, "order": order, "customer": CUSTOMER, "step": MARK}
    return envelope("StockReserved", f"reservations/{order}", record=record, customers=[CUSTOMER])


def steps(desk: Browser, order: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.get(f"/orders/{order}/saga").json["data"]
    return found

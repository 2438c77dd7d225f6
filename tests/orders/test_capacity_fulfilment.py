"""What it costs to confirm, ship and cancel an order, and to tell of it: the budgets that the README states."""

from typing import Any

from tests.orders.driving import KNOWN, Machine, ask, confirmed, dispatched, packed
from tests.orders.making import of_stock, path, placed
from tests.support.capacity import counted
from tests.support.gateway import Browser

TRANSACTION = ["TransactWriteItems"]


def test_an_order_is_confirmed_in_three_steps_of_ten_calls(desk: Browser) -> None:
    order = placed(desk, of_stock())
    machine, calls = Machine(order["id"]), []
    for name, said in (("Begin", {}), ("AssessRisk", {"customer": KNOWN}), ("Confirm", {"risk": RISK})):
        with counted() as used:
            machine.ask(name, **said)
        calls.append(used.calls)

    assert calls == [[*["GetItem"] * 3, "PutItem"], ["GetItem", "Query", "GetItem", "PutItem"],
                     ["GetItem", "GetItem", *TRANSACTION]]  # fmt: skip


def test_asked_again_it_is_one_call(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock()))
    with counted() as used:
        Machine(order["id"]).ask("Confirm", risk=RISK)

    assert (used.calls, used.write_units) == (["GetItem"], 0)


def test_packing_is_two_calls(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock()))
    with counted() as used:
        packed(desk, order, l1=1)

    assert used.calls == ["GetItem", *TRANSACTION]


def test_dispatching_writes_the_shipment_alone(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock()))
    place = path(order, "shipments", packed(desk, order)["id"])
    with counted() as used:
        desk.post(place + "/dispatch")

    assert (used.calls, used.write_units, used.index_units) == (["GetItem", "PutItem"], 1, 0)


def test_the_end_of_a_shipment_is_one_transaction_after_three_looks(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock()))
    shipment = dispatched(desk, order)
    ask("BeginShipment", order, "shipment", shipment)
    with counted() as used:
        ask("EndShipment", order, "shipment", shipment)

    assert used.calls == [*["GetItem"] * 3, *TRANSACTION]


def test_cancelling_is_two_calls_and_three_where_something_is_packed(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock()))
    with counted() as used:
        cancel(desk, order)
    assert used.calls == ["GetItem", *TRANSACTION]

    packed(desk, order, l1=1)
    with counted() as used:
        cancel(desk, order)
    assert used.calls == ["GetItem", "Query", *TRANSACTION]


def test_the_story_of_an_order_is_two_calls(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock()))
    with counted() as used:
        desk.get(path(order, "saga"))

    assert used.calls == ["GetItem", "Query"]


def test_the_sagas_in_one_state_are_two_calls_and_all_of_them_five(desk: Browser) -> None:
    confirmed(desk, placed(desk, of_stock()))
    calls = []
    for query in ("?state=done", ""):
        with counted() as used:
            desk.get(f"/sagas{query}")
        calls.append(used.calls)

    assert calls == [["Query", "BatchGetItem"], [*["Query"] * 4, "BatchGetItem"]]


RISK = {"verdict": "approve", "score": 0, "reasons": []}


def cancel(desk: Browser, order: dict[str, Any]) -> None:
    desk.post(path(order, "cancellations"), {"lines": [{"line": "1", "quantity": 1}]})

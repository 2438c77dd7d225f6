"""Every task of orders: for nobody else's order, for no order that there is not, and late."""

from typing import Any

import pytest

from onestop.errors import Invalid, NotFound, OrderCancelled
from tests.orders.driving import KNOWN, Machine, confirmed, seen
from tests.orders.making import of_stock, placed
from tests.support.asking import task
from tests.support.gateway import OTHER_TENANT, Browser

OTHER = "01J000000000000000000000ZZ"
RISK: dict[str, Any] = {"verdict": "approve", "score": 0, "reasons": []}
TASKS: dict[str, dict[str, Any]] = {
    "Begin": {},
    "AssessRisk": {"customer": KNOWN},
    "Confirm": {"risk": RISK},
    "BeginUndo": {"step": "Reserve", "error": "OutOfStock"},
    "EndUndo": {},
    "BeginShipment": {"shipment": OTHER},
    "FailShipment": {"shipment": OTHER, "error": "PaymentDeclined"},
    "EndShipment": {"shipment": OTHER},
    "BeginCancellation": {"cancellation": OTHER},
    "EndCancellation": {"cancellation": OTHER},
}
each_task = pytest.mark.parametrize("name", TASKS)


@each_task
def test_another_tenant_s_order_is_not_there(desk: Browser, name: str) -> None:
    order = placed(desk, of_stock())
    before = seen(desk, order)

    with pytest.raises(NotFound):
        task("orders", name, tenant=OTHER_TENANT, order=order["id"], **TASKS[name])
    assert seen(desk, order) == before


@each_task
def test_there_is_no_order_to_do_it_to(desk: Browser, name: str) -> None:
    with pytest.raises(NotFound):
        task("orders", name, order=OTHER, **TASKS[name])


@each_task
@pytest.mark.parametrize("said", [{"order": "1"}, {"more": 1}, {"order": None}], ids=str)
def test_what_is_no_question_is_refused(desk: Browser, name: str, said: dict[str, Any]) -> None:
    order = placed(desk, of_stock())

    with pytest.raises(Invalid):
        task("orders", name, **{"order": order["id"], **TASKS[name], **said})


@pytest.mark.parametrize("name", ["Begin", "AssessRisk", "Confirm"])
def test_what_comes_after_the_undoing_is_refused(desk: Browser, name: str) -> None:
    order = placed(desk, of_stock())
    Machine(order["id"]).run(refused={"Known": "NotFound"})

    with pytest.raises(OrderCancelled):
        task("orders", name, order=order["id"], **TASKS[name])
    assert seen(desk, order)["state"] == "failed"


def test_the_undoing_that_comes_after_the_end_changes_nothing(desk: Browser) -> None:
    order = placed(desk, of_stock())
    Machine(order["id"]).run(refused={"Known": "NotFound"})
    before = seen(desk, order)

    assert task("orders", "BeginUndo", order=order["id"], **TASKS["BeginUndo"]) == {}
    assert task("orders", "EndUndo", order=order["id"]) == {"state": "failed"}
    assert seen(desk, order) == before


def test_a_task_that_is_asked_outside_of_a_saga_enters_none(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock()))
    other = placed(desk, of_stock())
    task("orders", "Begin", order=other["id"])

    assert [each["id"] for each in desk.get("/sagas").json["data"]] == [order["id"]]

"""What the everyday requests cost: the budgets that the README states."""

import pytest

from tests.orders.catalogue import TEA, Catalogue
from tests.orders.driving import ask, dispatched
from tests.orders.making import PAID, asked, drafted, path, placed
from tests.orders.returning import bought
from tests.support.capacity import counted
from tests.support.gateway import Browser


def test_a_draft_is_one_plain_write(desk: Browser) -> None:
    with counted() as used:
        drafted(desk)

    assert (used.calls, used.write_units, used.index_units) == (["PutItem"], 2, 4)


def test_a_placed_order_is_one_write_with_its_number(desk: Browser) -> None:
    with counted() as used:
        placed(desk)

    assert (used.calls, used.write_units, used.index_units) == (["TransactWriteItems"], 6, 5)


def test_a_price_of_the_catalogue_is_one_question_and_the_state_of_its_circuit(
    desk: Browser, catalogue: Catalogue
) -> None:
    drafted(desk, {"variant": TEA})
    with counted() as used:
        drafted(desk, {"variant": TEA}, {"variant": TEA, "quantity": 2})

    assert (used.calls, len(catalogue.asked)) == (["PutItem"], 2)


def test_getting_an_order_is_one_call(desk: Browser) -> None:
    order = placed(desk)
    with counted() as used:
        desk.get(path(order))

    assert (used.calls, used.read_units, used.write_units) == (["GetItem"], 0.5, 0)


def test_placing_a_draft_is_two_calls(desk: Browser) -> None:
    order = drafted(desk)
    with counted() as used:
        desk.post(path(order, "placement"), {"payment": PAID})

    assert used.calls == ["GetItem", "TransactWriteItems"]
    assert (used.read_units, used.write_units, used.index_units) == (1, 6, 5)


@pytest.mark.parametrize("query", ["", "state=placed", "sort=-updatedAt"])
def test_a_page_of_a_list_is_a_query_of_keys_and_the_orders_by_them(desk: Browser, query: str) -> None:
    for _ in range(3):
        placed(desk)
    with counted() as used:
        assert len(desk.get(f"/orders?{query}").json["data"]) == 3

    assert (used.calls, used.read_units) == (["Query", "BatchGetItem"], 0.5 + 3 * 0.5)


def test_an_invoice_is_one_write_with_its_number(desk: Browser) -> None:
    order = bought(desk)
    shipment = dispatched(desk, order)
    with counted() as used:
        ask("IssueInvoice", order, "shipment", shipment)

    assert used.calls == ["GetItem", "GetItem", "GetItem", "GetItem", "TransactWriteItems"]
    assert (used.read_units, used.write_units) == (4, 2 * (1 + 2 + 1 + 1))


def test_a_repeated_order_costs_no_second_write(desk: Browser) -> None:
    desk.post("/orders", asked(payment=PAID, place=True), idempotency_key="k")
    with counted() as used:
        desk.post("/orders", asked(payment=PAID, place=True), idempotency_key="k")

    assert used.calls == ["TransactWriteItems"]

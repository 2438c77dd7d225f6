"""What the everyday requests cost: the budgets that the README states. A return of one line takes more than 1 KB."""

import pytest

from tests.returns.conftest import Catalog
from tests.returns.orders import arrive, asking, confirmed, hear, invoice, line, look, received, requested, shipped
from tests.returns.test_exchange_failing import completed, ended, exchanged
from tests.support.asking import task
from tests.support.capacity import counted
from tests.support.gateway import Browser

READ, WRITE, BOTH = ["GetItem"], ["PutItem"], ["TransactWriteItems"]


def test_getting_a_return_is_one_call_and_half_a_read_unit(desk: Browser) -> None:
    return_id = requested(desk, shipped())
    with counted() as used:
        desk.get(f"/returns/{return_id}")

    assert (used.calls, used.read_units) == (READ, 0.5)


@pytest.mark.parametrize("query", ["limit=20", "state=requested", "sort=updatedAt"])
def test_a_page_of_the_list_is_a_query_for_the_keys_and_a_look_at_the_returns(desk: Browser, query: str) -> None:
    requested(desk, shipped())
    with counted() as used:
        desk.get(f"/returns?{query}")

    assert (used.calls, used.read_units) == (["Query", "BatchGetItem"], 1)


def test_a_request_claims_its_pieces_in_the_write_that_makes_it(desk: Browser) -> None:
    order = shipped()
    with counted() as used:
        asking(desk, order)

    assert (used.calls, used.read_units) == (READ * 2 + BOTH, 1.5)
    assert (used.write_units, used.index_units) == (6, 4)


def test_an_approval_is_two_calls(desk: Browser) -> None:
    return_id = requested(desk, shipped())
    with counted() as used:
        desk.post(f"/returns/{return_id}/approval")

    assert (used.calls, used.read_units, used.write_units, used.index_units) == (READ + WRITE, 1, 2, 4)


def test_a_rejection_is_three_calls(desk: Browser) -> None:
    return_id = requested(desk, shipped())
    with counted() as used:
        desk.post(f"/returns/{return_id}/rejection", {"reason": "no"})

    assert (used.calls, used.read_units, used.write_units) == (READ * 2 + BOTH, 2, 6)


def test_a_complete_arrival_leaves_the_claims_alone(desk: Browser) -> None:
    return_id = requested(desk, shipped())
    desk.post(f"/returns/{return_id}/approval")
    with counted() as used:
        desk.post(f"/returns/{return_id}/receipt", {"lines": [{"line": "1", "quantity": 1}]})

    assert (used.calls, used.read_units, used.write_units) == (READ + WRITE, 1, 2)


def test_an_inspection_is_three_calls(desk: Browser) -> None:
    return_id = received(desk, shipped())
    with counted() as used:
        look(desk, return_id, 1)

    assert (used.calls, used.read_units, used.write_units, used.index_units) == (READ * 2 + BOTH, 2, 6, 4)


def test_what_is_told_again_is_read_and_not_written(desk: Browser) -> None:
    order = confirmed(line("1", 3))
    told = invoice(order, ("1", 3, 500))
    with counted() as first:
        hear(told)
    with counted() as again:
        hear(told)

    assert (first.calls, again.calls) == (READ + WRITE, READ)


def test_an_exchange_that_failed_is_a_read_and_a_write_and_told_again_a_read(desk: Browser, catalog: Catalog) -> None:
    made = exchanged(desk)
    told = ended(made, completed(desk, made))
    with counted() as first:
        hear(told)
    with counted() as again:
        hear(told)

    assert (first.calls, again.calls) == (READ + WRITE, READ)
    assert (first.read_units, first.write_units, first.index_units) == (1, 2, 4)


def test_a_task_is_a_look_at_the_return_and_its_order_and_a_write(desk: Browser) -> None:
    return_id = requested(desk, shipped())
    arrive(desk, return_id, 1)
    look(desk, return_id, 1)
    with counted() as used:
        task("returns", "BeginReturn", **{"return": return_id})

    assert (used.calls, used.read_units, used.write_units) == (READ + WRITE + READ, 1.5, 2)

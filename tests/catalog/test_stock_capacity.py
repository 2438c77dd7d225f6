"""What stock costs: the budgets that the README states."""

from tests.catalog.warehouse import Warehouse, allocate, at, deallocate, issue, line, release, reserve
from tests.support.capacity import counted

TIDIES, TIDIES_NOT = "01J00000000000000000000005", "01J00000000000000000000000"  # one order in 16 tidies up


def test_reserving_a_line_is_one_call_and_reads_nothing(house: Warehouse) -> None:
    tea = house.variant(10)
    reserve(line(tea))
    with counted() as used:
        reserve(line(tea))

    assert (used.calls, used.read_units, used.write_units) == (["TransactWriteItems"], 0, 4)


def test_an_order_of_many_lines_is_one_call_too(house: Warehouse) -> None:
    lines = [line(house.variant(10), 1, str(number)) for number in range(4)]
    reserve(*lines)
    with counted() as used:
        reserve(*lines)

    assert (used.calls, used.read_units) == (["TransactWriteItems"], 0)


def test_variants_that_are_not_remembered_are_looked_up_together(house: Warehouse) -> None:
    from catalog.service import stock_shelves  # noqa: PLC0415  needs the environment of the tests

    variants = [house.variant(10) for _ in range(4)]
    reserve(*[line(each, 1, each) for each in variants])
    for each in variants:
        stock_shelves.forget(house.desk.tenant, each)
    with counted() as used:
        reserve(*[line(each, 1, each) for each in variants])

    assert used.calls == ["BatchGetItem", "TransactWriteItems"]


def test_a_shard_that_is_too_empty_costs_two_looks_and_another_try(house: Warehouse) -> None:
    tea = house.variant(80)
    house.lay_out(tea, shards=2)
    reserve(line(tea, 40))
    with counted() as used:
        for _ in range(20):
            reserve(line(tea))

    looks = ["GetItem", "BatchGetItem", "TransactWriteItems"]
    assert used.calls.count("TransactWriteItems") == 21
    assert used.calls[used.calls.index("GetItem") :][:3] == looks


def test_allocating_shipping_and_giving_back_are_two_calls_each(house: Warehouse) -> None:
    tea = house.variant(10)
    order = reserve(line(tea, 3), order=TIDIES_NOT)["reservation"]
    with counted() as used:
        allocate(order)
        issue(order, ("1", 1))
        deallocate(order, ("1", 1))
        release(order)

    each = ["GetItem", "TransactWriteItems"]
    assert used.calls == each * 4


def test_one_order_in_sixteen_frees_what_is_over_so_that_a_shard_stays_small(house: Warehouse) -> None:
    tea = house.variant(100)
    until = [reserve(line(tea), seconds=60 * number)["until"] for number in range(1, 6)][-1]
    with at(until), counted() as used:
        allocate(reserve(line(tea), order=TIDIES)["reservation"])

    shard = house.shards(tea)[0]
    assert (len(shard.holds), used.calls.count("UpdateItem")) == (1, 1)

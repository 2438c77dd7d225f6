"""The Northwind file: what is read of it, and what its orders come to, computed twice."""

from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from local.orders import expected
from local.orders.northwind import NoNorthwind, Northwind, Order, cents, plain
from onestop import money

SHOP = Path(__file__).with_name("shop.sql")
lines = some.tuples(some.integers(1, 99_999), some.integers(1, 500), some.integers(0, 99))


def worth(order: Order) -> int:
    """What an order comes to, exactly."""
    of_lines = (Fraction(each.price * each.quantity) * (1 - Fraction(each.discount)) for each in order.lines)
    return order.freight + sum(map(money.rounded, of_lines))


def test_orders_come_the_oldest_first_with_their_lines() -> None:
    first, *_ = orders = Northwind(SHOP).orders()

    assert [each.id for each in orders] == [1, 2, 3, 4]
    assert (first.buyer, first.freight, first.shipped, len(first.lines)) == ("MOOSE", 3238, True, 2)


def test_binary_fractions_are_read_as_the_decimals_that_were_meant() -> None:
    assert (cents(9.65), cents(14.4), plain(0.15000000596046448), plain(0.0)) == (965, 1440, "0.15", "0")


def test_only_who_ordered_is_a_buyer() -> None:
    assert [each.id for each in Northwind(SHOP).buyers()] == ["MOOSE", "茶馆"]


def test_a_product_knows_how_many_of_it_were_sold() -> None:
    assert [(each.id, each.price, each.sold) for each in Northwind(SHOP).products] == [
        (1, 1800, 20),
        (2, 965, 6),
        (3, 150, 0),
    ]


def test_the_first_orders_alone_can_be_read() -> None:
    northwind = Northwind(SHOP, 2)

    assert [each.id for each in northwind.orders()] == [1, 2]
    assert {buyer: count for buyer, (_, count) in expected.totals(northwind).items()} == {"MOOSE": 1, "茶馆": 1}


def test_the_totals_of_the_file_are_those_of_exact_arithmetic() -> None:
    northwind, by_hand = Northwind(SHOP), Counter[str]()
    for order in northwind.orders():
        by_hand[order.buyer] += worth(order)

    assert {buyer: total for buyer, (total, _) in expected.totals(northwind).items()} == by_hand


@given(some.lists(lines, min_size=1, max_size=30))
def test_sqlite_rounds_a_line_as_exact_arithmetic_does(several: list[tuple[int, int, int]]) -> None:
    northwind = Northwind(SHOP)
    northwind.rows("DELETE FROM [Order Details]")
    for price, quantity, percent in several:
        northwind.rows("INSERT INTO [Order Details] VALUES (1, 1, ?, ?, ?)", price / 100, quantity, percent / 100)
    [order] = [each for each in northwind.orders() if each.id == 1]

    assert expected.totals(northwind) == {"MOOSE": (worth(order), 1)}


@pytest.mark.parametrize("text", ["not SQL at all", "CREATE TABLE Orders (OrderID INTEGER);", ""])
def test_a_file_that_is_something_else_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "other.sql"
    file.write_text(text)

    with pytest.raises(NoNorthwind, match=r"other\.sql"):
        Northwind(file)


def test_a_file_may_not_touch_other_files(tmp_path: Path) -> None:
    file, other = tmp_path / "sly.sql", tmp_path / "made.db"
    file.write_text(SHOP.read_text("utf-8") + f"ATTACH '{other}' AS out;")

    with pytest.raises(NoNorthwind):
        Northwind(file)
    assert not other.exists()

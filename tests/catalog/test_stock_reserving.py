"""Reserving: no piece is promised twice, and one whose time is over is free at once."""

import pytest

from onestop import clock
from onestop.errors import Conflict, OutOfStock, ProductUnavailable, ReservationOver
from tests.catalog.warehouse import CUSTOMER, Warehouse, add_location, allocate, ask, at, line, release, reserve


def test_what_is_reserved_is_held_and_not_available(house: Warehouse) -> None:
    tea = house.variant(10)
    reserve(line(tea, 4))
    assert house.numbers(tea) == (10, 6, 4, 0)


def test_the_answer_says_where_each_piece_is(house: Warehouse) -> None:
    tea = house.variant(10)
    [pick] = reserve(line(tea, 4, "7"))["picks"]
    assert pick == {"line": "7", "variant": tea, "location": house.location, "shard": 0, "quantity": 4}


def test_an_order_gets_all_of_its_lines_or_none(house: Warehouse) -> None:
    tea, milk = house.variant(10), house.variant(1)
    with pytest.raises(OutOfStock):
        reserve(line(tea, 4, "1"), line(milk, 2, "2"))
    assert house.numbers(tea) == (10, 10, 0, 0)


def test_who_is_told_all_of_a_refusal_learns_what_is_lacking(house: Warehouse) -> None:
    milk, order = house.variant(1), clock.new_id()
    said = {"reservation": order, "order": order, "customer": CUSTOMER, "seconds": 60, "lines": [line(milk, 2)]}
    refused = ask("Reserve", direct=True, **said)["refused"]
    assert refused["facts"] == {"lacking": [{"variant": milk, "wanted": 2, "available": 1}]}


def test_an_order_that_needs_no_pieces_is_reserved_and_promised_like_any_other(house: Warehouse) -> None:
    made = reserve()
    allocate(made["reservation"])
    release(made["reservation"])

    assert made["picks"] == []


def test_two_lines_of_one_variant_share_its_pieces(house: Warehouse) -> None:
    tea = house.variant(3)
    reserve(line(tea, 1, "1"), line(tea, 2, "2"))
    with pytest.raises(OutOfStock):
        reserve(line(tea))


def test_a_reservation_is_made_once_however_often_it_is_asked_for(house: Warehouse) -> None:
    tea = house.variant(3)
    first = reserve(line(tea, 3))
    assert reserve(line(tea, 3), order=first["reservation"]) == first
    assert house.numbers(tea) == (3, 0, 3, 0)


def test_one_that_is_repeated_for_other_lines_is_refused(house: Warehouse) -> None:
    tea = house.variant(3)
    order = reserve(line(tea, 1))["reservation"]
    with pytest.raises(Conflict):
        reserve(line(tea, 2), order=order)


def test_from_the_moment_a_hold_ends_its_pieces_are_free(house: Warehouse) -> None:
    tea = house.variant(3)
    until = reserve(line(tea, 3))["until"]
    with at(until, -0.001), pytest.raises(OutOfStock):
        reserve(line(tea))
    with at(until):
        assert house.numbers(tea) == (3, 3, 0, 0)
        reserve(line(tea, 3))


def test_what_is_over_cannot_be_allocated_and_is_given_back_once(house: Warehouse) -> None:
    tea = house.variant(3)
    old = reserve(line(tea, 3))
    with at(old["until"]):
        new = reserve(line(tea, 2))
        with pytest.raises(ReservationOver):
            allocate(old["reservation"])
        release(old["reservation"])
        assert house.numbers(tea) == (3, 1, 2, 0)
        allocate(new["reservation"])


def test_a_hold_ends_no_earlier_than_asked_and_at_most_ten_seconds_later(house: Warehouse) -> None:
    tea = house.variant(3)
    with at("2026-11-21T09:30:01Z"):
        assert reserve(line(tea), seconds=600)["until"] == "2026-11-21T09:40:10.000Z"


def test_hundreds_of_holds_that_are_over_are_free_all_the_same(house: Warehouse) -> None:
    tea = house.variant(0)
    house.lay_out(tea, shards=1)
    [shard] = house.shards(tea)
    shard.holds = {str(10 * number): 1 for number in range(250)}
    shard.save()
    reserve(line(tea, 250))
    assert house.numbers(tea) == (250, 0, 250, 0)


def test_what_was_released_before_it_was_reserved_never_is(house: Warehouse) -> None:
    tea, order = house.variant(3), clock.new_id()
    release(order)
    with pytest.raises(ReservationOver):
        reserve(line(tea), order=order)
    assert house.numbers(tea) == (3, 3, 0, 0)


def test_a_service_needs_no_stock(house: Warehouse) -> None:
    advice = house.variant(0, tracked=False)
    answer = reserve(line(advice, 1000))
    allocate(answer["reservation"])
    assert answer["picks"] == []


def test_what_is_not_for_sale_is_not_promised(house: Warehouse) -> None:
    tea = house.variant(3, status="retired")
    for variant in (tea, clock.new_id()):
        with pytest.raises(ProductUnavailable):
            reserve(line(variant))


def test_a_bundle_is_reserved_by_its_components(house: Warehouse) -> None:
    tea = house.variant(3)
    box = house.variant(0, components=[{"variant": tea, "quantity": 2}])
    with pytest.raises(ProductUnavailable):
        reserve(line(box))


def test_pieces_come_from_the_best_location_that_has_enough(house: Warehouse) -> None:
    tea, shop = house.variant(3), add_location(house.desk, "Shop", priority=1)
    house.adjust(tea, 2, shop)
    picks = [reserve(line(tea, 2))["picks"], reserve(line(tea, 3))["picks"]]
    assert [[pick["location"] for pick in each] for each in picks] == [[shop], [house.location]]


def test_a_line_is_split_where_no_location_has_enough(house: Warehouse) -> None:
    tea, shop = house.variant(3), add_location(house.desk, "Shop", priority=1)
    house.adjust(tea, 2, shop)
    picks = reserve(line(tea, 4))["picks"]
    assert [(pick["location"], pick["quantity"]) for pick in picks] == [(shop, 2), (house.location, 2)]


def test_a_line_may_name_its_location(house: Warehouse) -> None:
    tea, shop = house.variant(3), add_location(house.desk, "Shop", priority=1)
    house.adjust(tea, 2, shop)
    assert reserve(line(tea, 1, location=house.location))["picks"][0]["location"] == house.location
    with pytest.raises(OutOfStock):
        reserve(line(tea, 3, location=shop))


def test_nothing_is_promised_from_a_retired_location(house: Warehouse) -> None:
    tea = house.variant(3)
    house.desk.delete(f"/locations/{house.location}")
    with pytest.raises(OutOfStock):
        reserve(line(tea))

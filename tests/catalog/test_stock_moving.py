"""Pieces that come and go: what is promised stays, and the movements add up."""

import pytest

from onestop import clock
from tests.catalog.warehouse import (
    CUSTOMER,
    Warehouse,
    add_location,
    allocated,
    at,
    issue,
    line,
    reserve,
    restock,
)


def test_what_came_is_there_and_written_down(house: Warehouse) -> None:
    tea = house.variant(0)
    made = house.adjust(tea, 40)
    assert (made.status, made.json["delta"], made.json["reason"]) == (201, 40, "receipt")
    assert house.desk.get(f"/stock/{tea}/movements").json["data"] == [made.json]
    assert house.numbers(tea) == (40, 40, 0, 0)


def test_a_receipt_that_is_sent_twice_came_once(house: Warehouse) -> None:
    tea = house.variant(0)
    first, again = (house.adjust(tea, 40, Idempotency_Key="k") for _ in range(2))
    assert (again.json, house.numbers(tea)[0]) == (first.json, 40)


def test_a_loss_that_is_sent_twice_went_once_even_if_nothing_is_left(house: Warehouse) -> None:
    tea = house.variant(5)
    first, again = (house.adjust(tea, -5, Idempotency_Key="k") for _ in range(2))
    assert (again.json, house.numbers(tea)[0]) == (first.json, 0)


def test_what_is_promised_cannot_go(house: Warehouse) -> None:
    tea = house.variant(10)
    reserve(line(tea, 3))
    allocated(line(tea, 3))
    refused = house.adjust(tea, -5)
    assert (refused.status, refused.json["code"]) == (409, "OutOfStock")
    assert refused.json["lacking"] == [{"variant": tea, "wanted": 5, "available": 4}]
    assert house.adjust(tea, -4).status == 201


def test_a_hold_that_is_over_can_go(house: Warehouse) -> None:
    tea = house.variant(10)
    until = reserve(line(tea, 8))["until"]
    with at(until):
        assert house.adjust(tea, -10).status == 201
        assert house.numbers(tea) == (0, 0, 0, 0)


def test_a_loss_is_taken_from_as_many_shards_as_it_needs(house: Warehouse) -> None:
    tea = house.variant(10)
    house.lay_out(tea, shards=4)
    house.adjust(tea, -9)
    assert house.numbers(tea) == (1, 1, 0, 0)


@pytest.mark.parametrize("tracked", [True, False])
def test_only_what_is_kept_in_stock_comes_or_goes(house: Warehouse, tracked: bool) -> None:
    variant = house.variant(0, tracked=tracked)
    somewhere = house.location if not tracked else clock.new_id()
    refused = house.adjust(variant, 1, somewhere)
    assert (refused.status, refused.json["errors"][0]["pointer"]) == (422, "/location" if tracked else "/variant")


def test_nothing_comes_to_a_retired_location_but_what_is_there_may_go(house: Warehouse) -> None:
    tea = house.variant(10)
    house.desk.delete(f"/locations/{house.location}")
    assert (house.adjust(tea, 1).status, house.adjust(tea, -10).status) == (422, 201)


def test_what_comes_back_is_available_once(house: Warehouse) -> None:
    tea, back = house.variant(10), clock.new_id()
    for _ in range(2):
        restock({"variant": tea, "quantity": 2}, {"variant": tea, "quantity": 1}, back=back)
    assert house.numbers(tea) == (13, 13, 0, 0)
    said = house.desk.get(f"/stock/{tea}/movements").json["data"]
    assert [(each["reason"], each["delta"]) for each in said] == [("restock", 1), ("restock", 2), ("receipt", 10)]


def test_what_comes_back_goes_where_it_is_sent_or_where_its_like_is(house: Warehouse) -> None:
    tea, shop = house.variant(10), add_location(house.desk, "Shop", priority=1)
    restock({"variant": tea, "quantity": 1}, {"variant": tea, "quantity": 2, "location": shop})
    at_each = {each["location"]: each["onHand"] for each in house.level(tea)["locations"]}
    assert at_each == {house.location: 11, shop: 2}


def test_services_and_unknown_places_do_not_stop_a_return(house: Warehouse) -> None:
    tea, advice = house.variant(0), house.variant(0, tracked=False)
    restock({"variant": advice, "quantity": 1}, {"variant": tea, "quantity": 1, "location": clock.new_id()})
    assert house.numbers(tea) == (1, 1, 0, 0)


def test_a_shipment_is_a_movement_too_and_all_add_up(house: Warehouse) -> None:
    tea = house.variant(10)
    order, shipment = allocated(line(tea, 4)), clock.new_id()
    issue(order, ("1", 4), shipment=shipment)
    newest, _ = house.desk.get(f"/stock/{tea}/movements").json["data"]
    assert (newest["delta"], newest["reason"], newest["reference"]) == (-4, "issue", shipment)
    assert (newest["order"], newest["customer"]) == (order, CUSTOMER)

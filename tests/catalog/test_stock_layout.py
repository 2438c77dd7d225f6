"""Shards and locations: pieces are spread, levelled and found again."""

from tests.catalog.warehouse import Warehouse, add_location, allocated, line, release, reserve


def shards(house: Warehouse, variant: str) -> list[int]:
    """How many pieces are available in each shard of the main location."""
    return [int(row.available) for row in house.shards(variant)]


def test_pieces_are_spread_over_the_shards(house: Warehouse) -> None:
    tea = house.variant(10)
    said = house.lay_out(tea, shards=4, safety=11).json
    assert (said["shards"], said["onHand"], said["low"]) == (4, 10, True)
    assert sorted(shards(house, tea)) == [2, 2, 3, 3]


def test_new_pieces_are_spread_over_the_shards(house: Warehouse) -> None:
    tea = house.variant(0)
    house.lay_out(tea, shards=4)
    house.adjust(tea, 9)
    assert shards(house, tea) == [3, 2, 2, 2]


def test_shards_out_of_use_are_emptied_and_what_comes_back_to_them_is_found(house: Warehouse) -> None:
    tea = house.variant(12)
    house.lay_out(tea, shards=4)
    orders = [reserve(line(tea, 3))["reservation"] for _ in range(4)]
    house.lay_out(tea, shards=1)
    for order in orders:
        release(order)
    assert shards(house, tea) == [3, 3, 3, 3]
    assert len(reserve(line(tea, 12))["picks"]) == 4


def test_different_orders_begin_at_different_shards(house: Warehouse) -> None:
    tea = house.variant(64)
    house.lay_out(tea, shards=8)
    picks = [reserve(line(tea))["picks"][0]["shard"] for _ in range(32)]
    assert len(set(picks)) > 4


def test_an_order_takes_the_last_pieces_from_many_shards(house: Warehouse) -> None:
    tea = house.variant(8)
    house.lay_out(tea, shards=8)
    assert sorted(pick["shard"] for pick in reserve(line(tea, 8))["picks"]) == [*range(8)]
    assert house.numbers(tea) == (8, 0, 8, 0)


def test_a_dry_shard_is_filled_from_the_richest(house: Warehouse) -> None:
    tea = house.variant(80)
    house.lay_out(tea, shards=2)
    reserve(line(tea, 40))
    assert sorted(shards(house, tea)) == [0, 40]
    for _ in range(20):
        reserve(line(tea))
    assert min(shards(house, tea)) > 0


def test_how_many_shards_a_variant_has_is_bounded(house: Warehouse) -> None:
    tea, shop = house.variant(1), add_location(house.desk, "Shop")
    assert (house.lay_out(tea, shards=65).status, house.lay_out(tea, shards=64).status) == (422, 200)
    assert (house.lay_out(tea, shards=33, location=shop).status, house.lay_out(tea, 32, shop).status) == (409, 200)


def test_what_needs_no_stock_has_no_shards(house: Warehouse) -> None:
    advice = house.variant(0, tracked=False)
    assert house.lay_out(advice, shards=2).status == 422
    assert house.level(advice)["tracked"] is False


def test_levels_are_told_by_location_and_in_all(house: Warehouse) -> None:
    tea, shop = house.variant(10), add_location(house.desk, "Shop")
    house.adjust(tea, 5, shop)
    allocated(line(tea, 2, location=shop))
    said = house.level(tea)
    numbers = {each["location"]: (each["onHand"], each["allocated"]) for each in said["locations"]}
    assert (said["onHand"], said["available"], numbers) == (15, 13, {house.location: (10, 0), shop: (5, 2)})

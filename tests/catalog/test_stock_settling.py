"""What becomes of reserved pieces: each takes effect once, whatever is repeated or comes late."""

import pytest

from onestop import clock
from onestop.errors import Invalid, NotFound, ReservationOver, WrongState
from tests.catalog.warehouse import Warehouse, allocate, allocated, at, deallocate, issue, line, release, reserve


def test_what_is_allocated_is_promised_without_an_end(house: Warehouse) -> None:
    tea = house.variant(10)
    made = reserve(line(tea, 4))
    for _ in range(2):
        allocate(made["reservation"])
    with at(made["until"], seconds=1):
        assert house.numbers(tea) == (10, 6, 0, 4)


def test_releasing_gives_back_once_what_is_held(house: Warehouse) -> None:
    tea = house.variant(10)
    order = reserve(line(tea, 4))["reservation"]
    for _ in range(2):
        release(order)
    assert house.numbers(tea) == (10, 10, 0, 0)


def test_releasing_gives_back_once_what_is_allocated(house: Warehouse) -> None:
    tea = house.variant(10)
    order = allocated(line(tea, 4))
    for _ in range(2):
        release(order)
    assert house.numbers(tea) == (10, 10, 0, 0)


def test_what_was_released_is_not_allocated(house: Warehouse) -> None:
    order = reserve(line(house.variant(10), 4))["reservation"]
    release(order)
    with pytest.raises(ReservationOver):
        allocate(order)


def test_what_is_over_is_not_allocated_though_nobody_has_freed_it(house: Warehouse) -> None:
    made = reserve(line(house.variant(10), 4))
    with at(made["until"]), pytest.raises(ReservationOver):
        allocate(made["reservation"])


def test_what_others_have_freed_is_not_given_back_and_the_rest_is(house: Warehouse) -> None:
    tea, milk = house.variant(4), house.variant(4)
    made = reserve(line(tea, 4, "1"), line(milk, 4, "2"))
    with at(made["until"]):
        reserve(line(tea, 3))
        release(made["reservation"])
        assert house.numbers(tea) == (4, 1, 3, 0)
    assert [row.available for row in house.shards(milk)] == [4]


def test_what_nobody_reserved_is_not_allocated(house: Warehouse) -> None:
    with pytest.raises(NotFound):
        allocate(clock.new_id())


def test_a_shipment_takes_its_pieces_once(house: Warehouse) -> None:
    tea, shipment = house.variant(10), clock.new_id()
    order = allocated(line(tea, 4))
    for _ in range(2):
        issue(order, ("1", 3), shipment=shipment)
    assert house.numbers(tea) == (7, 6, 0, 1)


def test_two_shipments_take_no_more_than_there_is(house: Warehouse) -> None:
    tea = house.variant(10)
    order = allocated(line(tea, 4))
    issue(order, ("1", 3))
    with pytest.raises(WrongState):
        issue(order, ("1", 2))
    issue(order, ("1", 1))
    assert house.numbers(tea) == (6, 6, 0, 0)


def test_a_cancellation_gives_its_pieces_back_once(house: Warehouse) -> None:
    tea, cancellation = house.variant(10), clock.new_id()
    order = allocated(line(tea, 4))
    for _ in range(2):
        deallocate(order, ("1", 3), cancellation=cancellation)
    issue(order, ("1", 1))
    assert house.numbers(tea) == (9, 9, 0, 0)


def test_what_left_does_not_come_back_by_a_release(house: Warehouse) -> None:
    tea = house.variant(10)
    order = allocated(line(tea, 4))
    issue(order, ("1", 1))
    release(order)
    assert house.numbers(tea) == (9, 9, 0, 0)


def test_what_is_only_held_cannot_leave(house: Warehouse) -> None:
    order = reserve(line(house.variant(10), 4))["reservation"]
    with pytest.raises(WrongState):
        issue(order, ("1", 1))


def test_a_line_that_there_is_not_cannot_leave(house: Warehouse) -> None:
    with pytest.raises(Invalid):
        issue(allocated(line(house.variant(10), 4)), ("2", 1))


def test_a_service_is_shipped_and_cancelled_like_everything(house: Warehouse) -> None:
    advice = house.variant(0, tracked=False)
    order = allocated(line(advice, 4))
    issue(order, ("1", 3))
    deallocate(order, ("1", 1))
    with pytest.raises(WrongState):
        issue(order, ("1", 1))


def test_a_shipment_of_many_lines_leaves_whole(house: Warehouse) -> None:
    tea = house.variant(200)
    house.lay_out(tea, shards=60)
    order = allocated(*[line(tea, 3, str(number)) for number in range(60)])
    issue(order, *[(str(number), 2) for number in range(60)])
    assert house.numbers(tea) == (80, 20, 0, 60)


def test_a_reservation_tells_what_became_of_it(house: Warehouse) -> None:
    order, shipment = allocated(line(house.variant(10), 4)), clock.new_id()
    issue(order, ("1", 3), shipment=shipment)
    said = house.desk.get(f"/reservations/{order}").json
    assert (said["state"], said["picks"][0]["issued"], said["done"]) == ("allocated", 3, {shipment: {"1": 3}})
    assert said["step"] == {"saga": "order", "id": "execution-1", "step": "Issue", "attempt": 0}


def test_a_hold_that_is_over_is_shown_as_expired(house: Warehouse) -> None:
    made = reserve(line(house.variant(10), 4))
    with at(made["until"]):
        assert house.desk.get(f"/reservations/{made['reservation']}").json["state"] == "expired"

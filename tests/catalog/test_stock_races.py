"""Many at the same pieces: none is promised twice, none is left over, nobody waits for ever."""

from collections import Counter
from contextlib import suppress
from typing import Any

import pytest

from onestop import clock
from onestop.errors import OneStopError, RequestInProgress, ReservationOver
from tests.catalog.warehouse import Warehouse, allocate, at, line, release, reserve
from tests.support.turns import at_once, in_turns


def outcome(variant: str) -> str:
    """What becomes of a buyer of one piece, who asks again while others are in the way, as a saga does."""
    order = clock.new_id()
    for _ in range(10):
        try:
            reserve(line(variant), order=order)
            allocate(order)
            return "sold"
        except RequestInProgress:
            continue
        except OneStopError as refused:
            return refused.code
    return "starved"


@pytest.mark.parametrize(("shards", "conflicts"), [(1, 0.0), (4, 0.2), (16, 0.0)])
def test_of_fifty_buyers_of_ten_pieces_ten_get_one(house: Warehouse, shards: int, conflicts: float) -> None:
    tea = house.variant(10)
    house.lay_out(tea, shards)
    with in_turns(conflicts):
        outcomes = Counter(at_once(outcome, [tea] * 50))
    assert outcomes == {"sold": 10, "OutOfStock": 40}
    assert house.numbers(tea) == (10, 0, 0, 10)


def test_nobody_is_refused_while_pieces_are_on_their_way_between_shards(house: Warehouse) -> None:
    tea = house.variant(40)
    house.lay_out(tea, shards=8)

    def work(number: int) -> Any:
        return outcome(tea) if number % 5 else house.lay_out(tea, 1 + number % 8).status

    with in_turns():
        outcomes = Counter(at_once(work, range(50)))
    assert outcomes["sold"] == 40
    assert outcomes[200] + outcomes[409] == 10  # who lays shelves out anew may be told to try again, a buyer may not


def test_a_reservation_asked_for_by_many_at_once_is_made_once(house: Warehouse) -> None:
    tea, order = house.variant(10), clock.new_id()
    with in_turns():
        answers = at_once(lambda _: reserve(line(tea, 3), order=order), range(16))
    assert all(answer == answers[0] for answer in answers)
    assert house.numbers(tea) == (10, 7, 3, 0)


def test_an_end_has_one_outcome_whoever_else_ends_it(house: Warehouse) -> None:
    tea = house.variant(10)
    orders = [reserve(line(tea))["reservation"] for _ in range(8)]

    def ended(order: str) -> None:
        at_once(lambda way: tried(way, order), [allocate, release] * 2, threads=4)

    with in_turns():
        at_once(ended, orders, threads=4)
    on_hand, available, held, allocated = house.numbers(tea)
    assert (on_hand, available + allocated, held) == (10, 10, 0)
    assert {house.desk.get(f"/reservations/{order}").json["state"] for order in orders} == {"released"}


def test_pieces_whose_time_is_over_are_freed_once_by_many(house: Warehouse) -> None:
    tea = house.variant(10)
    until = [reserve(line(tea, 2))["until"] for _ in range(5)][-1]
    with at(until, seconds=10), in_turns():
        outcomes = Counter(at_once(outcome, [tea] * 20))
        assert outcomes == {"sold": 10, "OutOfStock": 10}
        assert house.numbers(tea) == (10, 0, 0, 10)


def test_who_finds_others_in_the_way_for_too_long_is_asked_to_come_again(house: Warehouse) -> None:
    tea = house.variant(1)
    house.lay_out(tea, shards=2)
    with in_turns(conflicts=1), pytest.raises(RequestInProgress):
        reserve(line(tea, 2))


def tried(way: Any, order: str) -> None:
    """Allocating what was released is refused, and releasing wins in the end."""
    with suppress(ReservationOver, RequestInProgress):
        way(order)

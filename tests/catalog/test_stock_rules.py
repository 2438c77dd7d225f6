"""The rules of stock, whatever the numbers."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.domain.stock import EPOCH, Change, Count, Place, bucket_of, end_of, end_of_hold, freeing, together
from catalog.domain.stock_levelling import moves, relief, spread
from catalog.domain.stock_picking import Shelf, Want, picked
from catalog.domain.stock_reservation import counted, outstanding, parted, settled
from onestop.errors import Invalid

FREE = st.lists(st.integers(0, 20), min_size=1, max_size=8)
MOMENTS = st.floats(0, 10**9).map(lambda seconds: EPOCH + timedelta(seconds=round(seconds, 3)))


def place(number: int) -> Place:
    return Place("tea", "here", number)


@given(MOMENTS, st.integers(1, 86_400))
def test_a_hold_ends_no_earlier_than_asked_and_a_hundredth_later_at_most(now: object, seconds: int) -> None:
    late = end_of_hold(now, seconds) - now - timedelta(seconds=seconds)  # type: ignore[arg-type,operator]
    assert timedelta(0) <= late <= timedelta(seconds=max(11, seconds / 100 + 11))


@given(MOMENTS, st.integers(1, 86_400))
def test_a_bucket_says_when_it_ends(now: object, seconds: int) -> None:
    end = end_of_hold(now, seconds)  # type: ignore[arg-type]
    assert end_of(bucket_of(end)) == end


@given(FREE, st.integers(1, 60), st.text(max_size=4))
def test_pieces_are_picked_where_they_are_or_not_at_all(free: list[int], wanted: int, seed: str) -> None:
    shelves = [Shelf(place(number), some) for number, some in enumerate(free)]
    picks, lacks = picked([Want("1", "tea", wanted)], {"tea": shelves}, seed)
    assert bool(lacks) == (sum(free) < wanted)
    assert sum(pick.quantity for pick in picks) == (0 if lacks else wanted)
    assert all(0 < pick.quantity <= free[pick.shard or 0] for pick in picks)


@given(FREE, st.lists(st.integers(1, 9), min_size=1, max_size=4))
def test_lines_do_not_pick_what_others_have_picked(free: list[int], wanted: list[int]) -> None:
    shelves = [Shelf(place(number), some) for number, some in enumerate(free)]
    picks, _ = picked([Want(str(n), "tea", some) for n, some in enumerate(wanted)], {"tea": shelves}, "")
    taken = together(Change(place(pick.shard or 0), available=-pick.quantity) for pick in picks)
    assert all(free[change.place.shard] + change.available >= 0 for change in taken)


def test_where_nobody_has_looked_there_is_taken_to_be_enough() -> None:
    picks, lacks = picked([Want("1", "tea", 1000)], {"tea": [Shelf(place(0)), Shelf(place(1))]}, "order")
    assert ([pick.quantity for pick in picks], lacks) == ([1000], [])


@given(FREE, st.data())
def test_levelled_shards_are_even_and_nothing_is_lost(free: list[int], data: st.DataObject) -> None:
    in_use, after = data.draw(st.integers(1, len(free))), list(free)
    for source, target, some in moves(free, in_use):
        after[source] -= some
        after[target] += some
    assert (sum(after), max(after[:in_use]) - min(after[:in_use]) <= 1, sum(after[in_use:])) == (sum(free), True, 0)
    assert len(moves(free, in_use)) < len(free)


@given(st.integers(0, 1000), st.integers(1, 64))
def test_what_is_spread_is_all_there(quantity: int, shards: int) -> None:
    parts = spread(quantity, shards)
    assert (sum(parts), max(parts) - min(parts) <= 1) == (quantity, True)


@given(FREE)
def test_relief_takes_from_the_richest_and_loses_nothing(free: list[int]) -> None:
    counts = {place(number): Count(available=some) for number, some in enumerate(free)}
    changes = relief(place(0), counts, [])
    assert sum(change.available for change in changes) == 0
    assert all(counts[change.place].available + change.available >= 0 for change in changes)


@given(st.lists(st.integers(-30, 30), unique=True, max_size=8))
def test_only_what_is_over_is_freed(seconds: list[int]) -> None:
    now = EPOCH + timedelta(seconds=100)
    count = Count(holds={str(100 + each): 2 for each in seconds})
    freed = sum(change.available for change in freeing(place(0), count, now))
    assert (freed, count.held(now)) == (2 * sum(s <= 0 for s in seconds), 2 * sum(s > 0 for s in seconds))


@given(FREE, st.lists(st.integers(1, 5), max_size=6))
def test_parts_come_off_a_line_until_nothing_is_left(free: list[int], portions: list[int]) -> None:
    shelves = [Shelf(place(number), some) for number, some in enumerate(free)]
    picks, _ = picked([Want("1", "tea", sum(free) or 1)], {"tea": shelves}, "")
    for portion in portions:
        if sum(pick.left for pick in picks) >= portion:
            taken = parted(picks, [("1", portion)])
            assert outstanding([("1", portion)], counted(taken, {})) == []
            picks = settled(picks, taken, "issued")
    assert all(0 <= pick.left <= pick.quantity for pick in picks)


def test_a_line_that_is_not_there_is_said_before_one_that_has_too_few() -> None:
    picks, _ = picked([Want("0", "tea", 1)], {"tea": [Shelf(place(0), 1)]}, "")
    with pytest.raises(Invalid, match="no line 1"):
        parted(picks, [("0", 2), ("1", 1)])

"""The busiest day: what arrives is served, and more load never means less of anything."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from local.cost.day import Queue, arrivals, concurrency, headroom, queued

PEAKS = st.floats(min_value=1, max_value=50)
MINUTES = st.lists(st.integers(min_value=0, max_value=1000).map(float), min_size=1, max_size=30)
ROOM = st.integers(min_value=10, max_value=2000).map(float)


@settings(deadline=None)
@given(st.floats(min_value=1, max_value=1e9), PEAKS)
def test_a_day_has_as_many_arrivals_as_were_said_and_the_peak_that_was_said(total: float, peak: float) -> None:
    found = arrivals(total, peak)

    assert sum(found) == pytest.approx(total)
    assert max(found) == pytest.approx(total / len(found) * peak, rel=1e-6)


def test_without_a_peak_every_minute_is_alike() -> None:
    assert arrivals(1440, 1) == pytest.approx([1.0] * 1440)


@settings(deadline=None)
@given(MINUTES, ROOM)
def test_everything_that_arrives_is_served(arriving: list[float], room: float) -> None:
    queue = queued(arriving, [room] * len(arriving))

    assert sum(queue.served) == pytest.approx(sum(arriving))
    assert queue.depth[-1] == 0


@settings(deadline=None)
@given(MINUTES, ROOM, ROOM)
def test_more_capacity_never_makes_a_queue_deeper(arriving: list[float], some: float, more: float) -> None:
    small, large = sorted((some, more))

    assert queued(arriving, [large]).deepest <= queued(arriving, [small]).deepest


@settings(deadline=None)
@given(MINUTES, ROOM, st.integers(min_value=1, max_value=10))
def test_more_load_never_makes_a_queue_shallower(arriving: list[float], room: float, times: int) -> None:
    assert queued(arriving, [room]).deepest <= queued([each * times for each in arriving], [room]).deepest


def test_a_queue_by_hand() -> None:
    assert queued([10.0, 30.0, 0.0], [15.0]) == Queue(depth=[0.0, 15.0, 0.0], served=[10.0, 15.0, 15.0])


def test_the_longest_wait_by_hand() -> None:
    assert queued([40.0, 0.0], [10.0]).longest_wait() == 3


def test_a_queue_that_nobody_works_off_is_refused() -> None:
    with pytest.raises(ValueError, match="work off"):
        queued([1.0], [0.0])


def test_the_law_of_little_by_hand() -> None:
    assert concurrency(rate=200, milliseconds=50) == 10


def test_headroom_is_above_the_mean_by_hand() -> None:
    assert headroom(100) == pytest.approx(123.3)

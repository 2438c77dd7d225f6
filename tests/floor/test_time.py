"""Time as the floor adds it up, compared with sets of single moments."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from floor.domain.intervals import by_day, common, joined, length, within
from floor.domain.moments import DAY, day, ms, rfc3339
from floor.domain.occupancy import shares
from floor.domain.sequences import Seen, read, written

moments = st.integers(0, 60)
intervals = st.lists(st.tuples(moments, moments), max_size=6)
stretches = st.lists(st.tuples(moments, moments, st.sampled_from(["available", "busy", "away"])), max_size=6)


def single(some: list[tuple[int, int]]) -> set[int]:
    return {moment for start, end in some for moment in range(start, end)}


@settings(max_examples=60)
@given(some=intervals, others=intervals, low=moments, high=moments)
def test_intervals_are_sets_of_moments(some: list, others: list, low: int, high: int) -> None:
    assert single(joined(some)) == single(some)
    assert length(some) == len(single(some))
    assert single(common(some, others)) == single(some) & single(others)
    assert single(within(some, low, high)) == {each for each in single(some) if low <= each < high}


@settings(max_examples=60)
@given(stood=stretches, handled=intervals)
def test_handling_is_work_on_duty_and_the_rest_of_being_available_is_idle(stood: list, handled: list) -> None:
    duty, ready = (single([(a, b) for a, b, status in stood if status in on]) for on in
                   (("available", "busy"), ("available",)))  # fmt: skip
    found = shares(stood, handled, 0, 60)
    assert (found.handling, found.idle) == (len(duty & single(handled)), len(ready - single(handled)))


def test_nobody_who_was_neither_has_an_occupancy() -> None:
    assert shares([(0, 60, "away")], [(0, 60)], 0, 60).occupancy is None


def test_a_stretch_is_cut_at_each_midnight() -> None:
    start, end = ms("2026-11-22T23:00:00.000Z"), ms("2026-11-24T01:00:00.000Z")
    parts = list(by_day((start, end), 31))
    assert [day(part[0]) for part in parts] == ["2026-11-22", "2026-11-23", "2026-11-24"]
    assert sum(b - a for a, b in parts) == 26 * 3_600_000
    assert [rfc3339(part[1])[11:16] for part in parts] == ["00:00", "00:00", "01:00"]


def test_only_the_last_days_of_a_long_stretch_are_kept() -> None:
    assert [part[0] // DAY for part in by_day((0, 100 * DAY + 1), 3)] == [98, 99, 100]


@settings(max_examples=40)
@given(versions=st.sets(st.integers(1, 40)), seed=st.integers())
def test_versions_heard_of_are_known_in_whatever_order_they_came(versions: set[int], seed: int) -> None:
    order, seen = [*versions, *versions], Seen()
    Random(seed).shuffle(order)
    for version in order:
        seen = read(written(seen.also(version)))
    assert {each for each in range(1, 45) if each in seen} == versions


def test_versions_without_a_gap_are_one_number() -> None:
    assert written(Seen().also(2).also(1).also(5)) == "2+5"

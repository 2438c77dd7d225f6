from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from ulid import ULID

from onestop import clock, lists

MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2300, 1, 1), timezones=st.just(UTC))
CHANCES = st.binary(min_size=10, max_size=10)


@given(MOMENTS, CHANCES)
def test_an_id_is_what_the_specification_says(moment: datetime, chance: bytes) -> None:
    read = ULID.from_str(clock.ulid(moment, chance))
    assert read.bytes[6:] == chance
    assert read.milliseconds == (moment - clock.EPOCH) // timedelta(milliseconds=1)


@given(st.lists(st.tuples(MOMENTS, CHANCES), min_size=2, max_size=5))
def test_ids_sort_as_their_moments(made: list[tuple[datetime, bytes]]) -> None:
    ordered = sorted(made, key=lambda each: (clock.rfc3339(each[0]), each[1]))
    assert all(clock.ulid(*one) <= clock.ulid(*other) for one, other in pairwise(ordered))


def test_two_ids_are_never_the_same() -> None:
    assert len({clock.new_id() for _ in range(1000)}) == 1000


@given(MOMENTS, CHANCES)
def test_the_first_id_of_a_moment_is_not_after_any_other_of_it(moment: datetime, chance: bytes) -> None:
    assert lists.first_id(moment.isoformat()) <= clock.ulid(moment, chance)


def test_no_id_is_before_the_first_moment() -> None:
    assert lists.first_id("1969-12-31T23:00:00Z") == "0" * 26


def test_an_id_is_greater_than_those_before_it_also_within_a_millisecond() -> None:
    made = [clock.new_id() for _ in range(1000)]
    assert made == sorted(made)

"""Prices: those in steps, those of a region, and that each says where it was read."""

from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from local.cost.bill import dollars, lines
from local.cost.prices import NoSuchRegion, prices_of, stepped
from local.cost.usage import Usage, total

VIRGINIA = prices_of("us-east-1")
AMOUNTS = st.floats(min_value=0, max_value=1e12)


def test_each_step_has_its_price() -> None:
    steps = [[333e6, 3.5e-6], [667e6, 2.8e-6], [inf, 2.38e-6]]

    assert stepped(1_500e6, steps) == pytest.approx(333 * 3.5 + 667 * 2.8 + 500 * 2.38)


@settings(deadline=None)
@given(AMOUNTS, AMOUNTS)
def test_more_costs_at_least_as_much(some: float, more: float) -> None:
    small, large = sorted((some, more))

    assert VIRGINIA.of("gateway_requests", small) <= VIRGINIA.of("gateway_requests", large)


def test_a_region_without_prices_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(NoSuchRegion, match="us-east-1"):
        prices_of("mars-1")


def test_every_price_says_where_it_was_read() -> None:
    assert VIRGINIA.sources.keys() == VIRGINIA.figures.keys()


def test_everything_that_can_be_used_has_a_price() -> None:
    assert set(Usage.__slots__) <= VIRGINIA.figures.keys()


def test_a_bill_by_hand() -> None:
    usage = Usage(gateway_requests=1e6, read_units=2e6, write_units=1e6, events=1e6, log_gb=1)

    assert dollars(lines(usage, VIRGINIA)) == pytest.approx(3.5 + 0.25 + 0.625 + 1 + 0.5)


def test_the_dearest_comes_first_and_what_is_not_used_does_not_come() -> None:
    found = lines(Usage(read_units=1e6, events=1e6), VIRGINIA)

    assert [line.what for line in found] == ["events", "read_units"]


@settings(deadline=None)
@given(st.lists(st.builds(Usage, read_units=AMOUNTS, events=AMOUNTS), max_size=5))
def test_a_total_has_of_everything_the_sum(usages: list[Usage]) -> None:
    assert total(usages).read_units == pytest.approx(sum(each.read_units for each in usages))

"""The busiest day over a house of round numbers."""

from dataclasses import replace

import pytest

from local.cost.journeys import Model
from local.cost.quotas import strains
from local.cost.simulation import Load, simulated

DAY = Load(requests=864_000, messages=0, peak=1, share=0.5, concurrency=1000)  # 10 a second, all day


def test_an_even_day_by_hand(model: Model) -> None:
    functions = {each.name: each for each in simulated(model, DAY).functions}

    assert functions["desk.api"].rate == pytest.approx(40)
    assert functions["desk.api"].mean == pytest.approx(10 * 3 * 2 / 1000)
    assert functions["gate.authorizer"].rate == pytest.approx(20)


def test_the_units_of_a_table_are_those_of_all_its_functions(model: Model) -> None:
    assert simulated(model, DAY).tables["log"] == pytest.approx((0, 10 * 30 / 10))


def test_the_hottest_partition_is_the_biggest_tenants_share_of_one_index(model: Model) -> None:
    assert simulated(model, DAY).partitions == pytest.approx({"log, by time": 10 * 0.5 * 20 / 2})


def test_every_event_is_served(model: Model) -> None:
    busy = simulated(model, replace(DAY, peak=12))

    assert sum(busy.queues["log.consumers"].served) == pytest.approx(864_000)


def test_more_load_asks_more_of_every_quota(model: Model) -> None:
    quiet, busy = (simulated(model, replace(DAY, requests=number)).asked for number in (864_000, 1_728_000))

    assert all(busy[measure] >= quiet[measure] for measure in quiet)


def test_a_peak_costs_no_more_than_an_even_day(model: Model) -> None:
    even, peaked = simulated(model, DAY), simulated(model, replace(DAY, peak=12))

    assert even.usage == peaked.usage


def test_what_breaks_first_comes_first(model: Model) -> None:
    found = strains(simulated(model, DAY).asked, stage_limit=10)

    assert found[0].name == "requests a second, by our own template"
    assert (found[0].asked, found[0].load) == pytest.approx((40, 4))


def test_a_day_on_which_nobody_comes_asks_nothing(model: Model) -> None:
    found = simulated(model, replace(DAY, requests=0))

    assert (found.functions, found.queues, set(found.asked.values())) == ([], {}, {0})

"""Erlang C, against figures that others printed and against a desk that is simulated."""

from math import inf
from statistics import fmean

import pytest

from routing.domain.agents import Ready
from routing.domain.drawing import exponential, moments, seeded
from routing.domain.erlang import Pool
from routing.domain.outcome import Arrival
from routing.domain.policy import Policy
from routing.domain.simulation import Scenario, simulated
from routing.domain.work import Waiting


def test_one_agent_is_the_queue_of_every_textbook() -> None:
    pool = Pool(agents=1, rate=0.8, handling=1.0)

    assert pool.waits == pytest.approx(0.8)
    assert pool.mean_wait == pytest.approx(4.0)  # rho / (mu - lambda)


def test_two_agents_by_hand() -> None:
    pool = Pool(agents=2, rate=1.0, handling=1.0)

    assert pool.waits == pytest.approx(1 / 3)  # (1/2) / (1 - 1/2) over 1 + 1 + 1
    assert pool.mean_wait == pytest.approx(1 / 3)


def test_the_quantile_is_where_the_tail_is_what_is_left() -> None:
    pool = Pool(agents=1, rate=0.5, handling=1.0)

    assert pool.quantile(0.5) == 0.0  # half of them do not wait at all
    assert pool.quantile(0.9) == pytest.approx(3.2189, abs=1e-4)  # 0.5 exp(-t / 2) = 0.1


def test_more_than_can_be_done_waits_for_ever() -> None:
    pool = Pool(agents=10, rate=1.0, handling=10.0)
    assert (pool.waits, pool.mean_wait, pool.quantile(0.95)) == (1.0, inf, inf)


def test_no_work_waits_for_nobody() -> None:
    pool = Pool(agents=3, rate=0.0, handling=10.0)
    assert (pool.waits, pool.mean_wait, pool.quantile(0.95)) == (0.0, 0.0, 0.0)


def test_thousands_of_agents_are_no_matter() -> None:
    pool = Pool(agents=5000, rate=4900.0, handling=1.0)
    assert 0.0 < pool.waits < 1.0


def test_a_simulated_pool_waits_as_long_as_the_formula_says() -> None:
    pool = Pool(agents=4, rate=0.8 * 4 / 60, handling=60.0)
    chance = seeded(11)
    came = [
        Arrival(Waiting(f"{number:05}", "q", at, units=100), exponential(chance, pool.handling))
        for number, at in enumerate(moments(chance, pool.rate, 0.0, 90_000.0))
    ]
    agents = [Ready(str(each)) for each in range(pool.agents)]
    served = simulated(Scenario(came, agents, {"": Policy.of({"method": "longestIdle"})})).served

    assert fmean(each.wait for each in served) == pytest.approx(pool.mean_wait, rel=0.15)

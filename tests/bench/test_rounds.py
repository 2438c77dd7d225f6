"""How contestants are compared; with a clock that the test moves."""

from collections.abc import Callable
from itertools import count

import pytest

from bench.rounds import Spread, interleaved, ratio, spread


class Clock:
    """A clock that only work moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def work(self, seconds: Callable[[], float]) -> Callable[[], None]:
        def worked() -> None:
            self.now += seconds()

        return worked


def test_a_round_is_the_mean_of_its_calls_and_the_first_one_only_warms_up() -> None:
    clock, cost = Clock(), count(1)
    times = interleaved({"ours": clock.work(lambda: next(cost))}, rounds=2, calls=2, clock=clock)

    assert times == {"ours": [3.5, 5.5]}


def test_each_round_begins_with_another_contestant() -> None:
    order: list[str] = []
    interleaved({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, rounds=1)

    assert order == ["a", "b", "b", "a"]


def test_a_ratio_is_taken_within_a_round_so_a_slow_round_changes_nothing() -> None:
    times = {"ours": [1.0, 10.0, 1.0], "bare": [2.0, 20.0, 2.0]}

    assert ratio(times, "ours", "bare") == Spread(0.5, 0.5, 0.5)


@pytest.mark.parametrize(
    ("values", "expected"),
    [([3.0, 1.0, 2.0], Spread(2.0, 1.0, 3.0)), ([float(n) for n in range(1, 20)], Spread(10.0, 2.0, 18.0))],
)
def test_a_spread_is_the_median_and_the_middle_four_fifths(values: list[float], expected: Spread) -> None:
    assert spread(values) == expected

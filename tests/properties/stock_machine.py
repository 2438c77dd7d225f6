"""Sagas that ask the stock for anything, in any order, twice and too late; and the model that says what comes of it."""

from collections.abc import Callable
from typing import Protocol

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.properties.stock_model import Lines, Parts, Stock

VARIANTS = ("tea", "milk")
ORDERS = st.sampled_from([f"order-{number}" for number in range(3)])
NAMES = st.sampled_from(["a", "b", "c"])
PIECES = st.integers(1, 6)
LINES = st.lists(st.tuples(st.sampled_from(VARIANTS), PIECES), min_size=1, max_size=3)
PARTS = st.dictionaries(st.sampled_from(["0", "1", "2", "9"]), PIECES, min_size=1, max_size=2)


class House(Protocol):
    """Whatever keeps stock. What is asked of it is answered with `done` or the code of the refusal."""

    def reserve(self, order: str, lines: Lines, seconds: int) -> str: ...
    def release(self, order: str) -> str: ...
    def allocate(self, order: str) -> str: ...
    def settle(self, order: str, name: str, parts: Parts, *, leaves: bool) -> str: ...
    def restock(self, back: str, variant: str, quantity: int) -> str: ...
    def adjust(self, variant: str, delta: int) -> str: ...
    def lay_out(self, variant: str, shards: int) -> None: ...
    def wait(self, seconds: int) -> None: ...
    def numbers(self, variant: str) -> tuple[int, int, int, int]: ...
    def amiss(self) -> list[str]: ...


class Sagas(RuleBasedStateMachine):
    """Each run begins with an empty house, which `opened` opens at a moment in seconds."""

    def __init__(self, opened: Callable[[], tuple[House, int]]) -> None:
        super().__init__()
        self.house, now = opened()
        self.model = Stock(now)
        self.asked: dict[tuple[str, str], Parts] = {}

    @rule(order=ORDERS, lines=LINES, seconds=st.integers(1, 60))
    def reserve(self, order: str, lines: list[tuple[str, int]], seconds: int) -> None:
        named = {str(number): each for number, each in enumerate(lines)}
        assert self.house.reserve(order, named, seconds) == self.model.reserve(order, named, seconds)

    @rule(order=ORDERS)
    def release(self, order: str) -> None:
        assert self.house.release(order) == self.model.release(order)

    @rule(order=ORDERS)
    def allocate(self, order: str) -> None:
        assert self.house.allocate(order) == self.model.allocate(order)

    @rule(order=ORDERS, name=NAMES, parts=PARTS, leaves=st.booleans())
    def settle(self, order: str, name: str, parts: Parts, leaves: bool) -> None:
        """One id always means the same pieces, as a shipment's or a cancellation's does."""
        name = f"{'shipment' if leaves else 'cancellation'}-{name}"
        parts = self.asked.setdefault((order, name), parts)
        answer = self.house.settle(order, name, parts, leaves=leaves)
        assert answer == self.model.settle(order, name, parts, leaves=leaves)

    @rule(back=NAMES, variant=st.sampled_from(VARIANTS), quantity=PIECES)
    def restock(self, back: str, variant: str, quantity: int) -> None:
        assert self.house.restock(back, variant, quantity) == self.model.restock(back, variant, quantity)

    @rule(variant=st.sampled_from(VARIANTS), delta=st.integers(-6, 12).filter(bool))
    def adjust(self, variant: str, delta: int) -> None:
        assert self.house.adjust(variant, delta) == self.model.adjust(variant, delta)

    @rule(variant=st.sampled_from(VARIANTS), shards=st.integers(1, 5))
    def lay_out(self, variant: str, shards: int) -> None:
        self.house.lay_out(variant, shards)

    @rule(seconds=st.sampled_from([1, 9, 10, 20, 40]))
    def wait(self, seconds: int) -> None:
        self.house.wait(seconds)
        self.model.now += seconds

    @invariant()
    def the_numbers_are_those_of_the_model(self) -> None:
        for variant in VARIANTS:
            assert self.house.numbers(variant) == self.model.numbers(variant)

    @invariant()
    def everything_adds_up(self) -> None:
        assert self.house.amiss() == []

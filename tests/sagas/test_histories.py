"""Ten thousand histories against the modelled shop: each ends complete or fully undone, and right to the cent.

A history that fails is shrunk by hypothesis, which prints the bytes that tell it again: `World(content).run()`.
"""

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sagas.clerk import BACK, FORWARD
from tests.sagas.interpreter import SAGAS, machine
from tests.sagas.truths import complaints
from tests.sagas.world import World

pytestmark = pytest.mark.xdist_group("histories")  # they share what was seen
NUMBER, LENGTH = 10_000, 500  # histories, and the bytes of each
FAULTS = ("died before", "died after", "was left alone", "came twice", "was asked again", "came after the end")
ODD = ("decline", "late", "timeout-after", "timeout-before", "timeout-underway", "twice", "wrong")


@pytest.fixture(scope="module")
def seen() -> Counter[str]:
    """How many histories met what: filled by the first test of this module."""
    return Counter()


def tell(number: int, hear: Callable[[World], None]) -> None:
    """So many different histories, each with all that has to hold at its end."""

    @settings(max_examples=number, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.binary(min_size=LENGTH, max_size=LENGTH))
    def one(content: bytes) -> None:
        world = World(content).run()
        assert not (wrong := [*complaints(world)]), wrong
        hear(world)

    one()


def test_ten_thousand_histories_end_complete_or_fully_undone(seen: Counter[str]) -> None:
    def hear(world: World) -> None:
        seen.update(["histories", *world.seen, *ends(world)])

    tell(NUMBER, hear)

    assert seen["histories"] >= NUMBER


def ends(world: World) -> set[str]:
    """How the orders of a history ended, and what came of them in parts."""
    orders, shop = world.shop.orders, world.shop
    found = {f"an order is {order.state}" for order in orders.orders.values()}
    done = Counter(part.order for part in orders.shipments.values() if part.state == "done")
    found |= {"shipped in parts" for times in done.values() if times > 1}
    found |= {"an exchange is placed" for order in orders.orders.values() if order.exchange_of}
    found |= {"a return was tried again" for made in shop.returns.returns.values() if made.attempt > 1}
    lines = [line for order in orders.orders.values() for line in order.lines.values()]
    found |= {"shipped in part, cancelled in part" for line in lines if 0 < line.shipped < line.quantity}
    return found | {"returned in part" for line in lines if 0 < line.claimed < line.shipped}


@pytest.mark.parametrize("saga", SAGAS)
def test_among_them_every_step_failed_in_every_way(seen: Counter[str], saga: str) -> None:
    steps = [state for state in machine(saga).tasks if not state.startswith("Park")]

    assert lacking(seen, [f"{step} {fault}" for step in steps for fault in FAULTS]) == []


@pytest.mark.parametrize("saga", SAGAS)
def test_among_them_every_step_that_can_be_parked_was_parked_and_resumed(seen: Counter[str], saga: str) -> None:
    parks = [state for state in machine(saga).tasks if state.startswith("Park")]

    assert lacking(seen, [f"{what} at {state}" for state in parks for what in ("parked", "resumed")]) == []


def test_among_them_orders_were_cancelled_at_every_step_of_their_saga(seen: Counter[str]) -> None:
    assert lacking(seen, [f"cancelled, the whole, at {step}" for step in (*FORWARD, *BACK, "the end")]) == []
    assert lacking(seen, ["cancelled, the part, at the end"]) == []


def test_among_them_the_provider_was_odd_in_every_way(seen: Counter[str]) -> None:
    kinds = ("authorise", "capture", "refund")

    assert lacking(seen, [f"{kind}: {mood}" for kind in kinds for mood in ODD]) == []


@pytest.mark.parametrize(
    "what",
    [
        "Known: NotFound", "Reserve: OutOfStock", "Authorise: PaymentDeclined", "AssessRisk: RiskRefused",
        "Allocate: ReservationOver", "Begin: OrderCancelled", "Confirm: OrderCancelled", "Capture: PaymentDeclined",
        "Capture: OutcomeUnknown", "Refund: PaymentDeclined", "an order is confirmed", "an order is failed",
        "an order is cancelled", "shipped in parts", "shipped in part, cancelled in part", "returned in part",
        "an exchange is placed", "an exchange is failed", "an exchange is cancelled", "a return was tried again",
    ],
)  # fmt: skip
def test_among_them_this_happened_too(seen: Counter[str], what: str) -> None:
    assert lacking(seen, [what]) == []


def lacking(seen: Counter[str], wanted: list[str]) -> list[str]:
    """What no history met. Without histories (a test that runs alone) there is nothing to say."""
    if not seen["histories"]:
        pytest.skip("no history was told in this run")
    return [each for each in wanted if not seen[each]]

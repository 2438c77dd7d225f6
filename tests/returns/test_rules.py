"""The rules, without anything around them: what a piece is worth, what may follow what, until when."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onestop.errors import NotReturnable, WrongState
from onestop.money import rounded
from returns.domain import settling, states, terms
from returns.domain.pieces import Pieces, accepted, claimed, freed, worth

NOW = datetime(2026, 11, 22, tzinfo=UTC)
untimed = settings(deadline=None)
PAID, MANY = st.integers(0, 10**12), st.integers(1, 60)


@st.composite
def partitions(draw: st.DrawFn) -> tuple[int, int, list[int]]:
    """Pieces, what was paid for all of them, and the portions in which they come back."""
    pieces = draw(MANY)
    cuts = sorted(draw(st.sets(st.integers(1, pieces - 1)))) if pieces > 1 else []
    ends = [0, *cuts, pieces]
    return pieces, draw(PAID), [high - low for low, high in pairwise(ends)]


def taken(pieces: Pieces, portion: int) -> tuple[int, Pieces]:
    return worth(pieces, portion), accepted(claimed("1", pieces, portion), portion)


@untimed
@given(partitions())
def test_all_portions_together_are_worth_what_was_paid(case: tuple[int, int, list[int]]) -> None:
    number, paid, portions = case
    pieces, worths = Pieces(number, paid), []
    for portion in portions:
        value, pieces = taken(pieces, portion)
        worths.append(value)

    assert (sum(worths), pieces.settled, pieces.returnable) == (paid, paid, 0)


@untimed
@given(partitions())
def test_a_portion_is_worth_its_share_to_the_nearest_unit(case: tuple[int, int, list[int]]) -> None:
    number, paid, portions = case
    pieces = Pieces(number, paid)
    for portion in portions:
        value, pieces = taken(pieces, portion)
        assert abs(value - Fraction(paid * portion, number)) <= 1


@untimed
@given(st.lists(st.tuples(st.sampled_from(["ship", "take"]), st.integers(1, 5), st.integers(0, 100)), max_size=30))
def test_what_is_shipped_between_two_returns_leaves_no_cent_behind(moves: list[tuple[str, int, int]]) -> None:
    pieces = Pieces()
    for move, number, paid in [*moves, ("ship", 1, 1), ("take", 10**6, 0)]:
        if move == "ship":
            pieces = pieces.and_shipped(number, paid)
        else:
            _, pieces = taken(pieces, min(number, pieces.returnable))
        assert 0 <= pieces.settled <= pieces.paid

    assert pieces.settled == pieces.paid


@untimed
@given(st.integers(0, 50), st.lists(st.integers(-9, 9), max_size=40))
def test_claims_and_what_is_freed_never_leave_the_pieces_that_there_are(shipped: int, moves: list[int]) -> None:
    pieces = Pieces(shipped)
    for move in moves:
        if move < 0:
            pieces = freed(pieces, min(-move, pieces.claimed))
        elif move <= pieces.returnable:
            pieces = claimed("1", pieces, move)
        else:
            with pytest.raises(NotReturnable):
                claimed("1", pieces, move)
        assert 0 <= pieces.claimed <= shipped


@untimed
@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=20), st.integers(0, 10**9))
def test_refunds_and_exchanged_goods_together_are_the_credit(credits: list[int], exchanged: int) -> None:
    if exchanged > sum(credits):
        with pytest.raises(NotReturnable):
            settling.refunds(credits, exchanged)
    else:
        parts = settling.refunds(credits, exchanged)
        assert sum(parts) + exchanged == sum(credits)
        assert all(0 <= part <= credit for part, credit in zip(parts, credits, strict=True))


@untimed
@given(PAID, st.sampled_from(["0", "0.1", "0.15", "0.333333", "1"]))
def test_a_fee_is_rounded_half_away_from_zero_and_never_above_the_worth(value: int, rate: str) -> None:
    fee = settling.fee(value, rate, "unwanted")
    assert (fee, fee <= value) == (rounded(value * Fraction(rate)), True)
    assert {settling.fee(value, rate, reason) for reason in terms.OURS} == {0}


@pytest.mark.parametrize(("included", "value"), [(True, 30), (False, 36)])
def test_what_is_wanted_instead_is_priced_with_its_tax(included: bool, value: int) -> None:
    assert settling.value({"unitPrice": 10, "taxRate": "0.19", "taxIncluded": included}, 3) == value


@pytest.mark.parametrize(("days", "in_time"), [(30, True), (31, False)])
def test_the_last_moment_is_still_in_time(days: int, in_time: bool) -> None:
    since = (NOW - timedelta(days=days)).isoformat()
    if in_time:
        terms.must_be_in_time(since, 30, NOW)
    else:
        with pytest.raises(NotReturnable):
            terms.must_be_in_time(since, 30, NOW)


@pytest.mark.parametrize("state", states.STATES)
@pytest.mark.parametrize("move", states.MOVES)
def test_a_move_is_made_from_its_states_and_refused_from_all_others(state: str, move: str) -> None:
    possible, following = states.MOVES[move]
    if state in possible:
        assert states.after(state, move) == following
    else:
        with pytest.raises(WrongState):
            states.after(state, move)


@pytest.mark.parametrize("state", ["rejected", "cancelled"])
def test_what_has_ended_stays_as_it_is(state: str) -> None:
    assert [move for move, (possible, _) in states.MOVES.items() if state in possible] == []


def test_what_is_completed_is_only_opened_again_for_an_exchange_that_failed() -> None:
    assert {move for move, (possible, _) in states.MOVES.items() if "completed" in possible} == {"refund"}


def test_every_state_can_be_reached_and_is_known_outside() -> None:
    reached = {"requested"} | {following for _, following in states.MOVES.values()}
    from returns.schemas.record import State  # noqa: PLC0415  pydantic, which the rules do without

    assert reached == set(states.STATES) == set(get_args(State))

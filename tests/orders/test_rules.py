"""The rules of orders: states, series and card data."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.errors import CardDataRefused, DocumentLocked, WrongState
from orders.domain import numbers
from orders.domain.cards import refuse_card_data
from orders.domain.fulfilment import moved, state_of
from orders.domain.lines import NONE_YET
from orders.domain.states import FINAL, NEXT, STANDING, must_be_draft, must_follow

STATES = st.sampled_from(sorted(NEXT))


@given(st.lists(STATES, min_size=1, max_size=8))
def test_no_path_leads_out_of_a_final_state(path: list[str]) -> None:
    state = "draft"
    for following in path:
        if following in NEXT[state]:
            must_follow(state, following)
            assert state not in FINAL
            state = following


@given(STATES, STATES)
def test_what_does_not_follow_is_refused(state: str, following: str) -> None:
    if following not in NEXT[state]:
        with pytest.raises(WrongState):
            must_follow(state, following)


@given(STATES)
def test_whatever_was_placed_is_locked(state: str) -> None:
    if state != "draft":
        with pytest.raises(DocumentLocked):
            must_be_draft(state)


def test_every_state_is_reached_from_a_draft() -> None:
    reached, before = {"draft"}, set()
    while reached != before:
        before, reached = reached, reached.union(*(NEXT[state] for state in reached))
    assert reached == NEXT.keys()


@given(st.lists(st.sampled_from(["pack", "ship", "deliver", "cancel"]), max_size=12), st.integers(1, 3))
def test_the_state_that_pieces_give_is_one_that_may_follow(steps: list[str], quantity: int) -> None:
    lines: list[dict[str, Any]] = [{"line": "1", "quantity": quantity, **NONE_YET}]
    state = "confirmed"
    for step in steps:
        lines = _stepped(lines, step)
        following = state_of(lines)
        assert following == state or following in NEXT[state] & (STANDING | {"cancelled"})
        state = following


def _stepped(lines: list[dict[str, Any]], step: str) -> list[dict[str, Any]]:
    """One piece on its way, where there is one for this step."""
    [line] = lines
    free = line["quantity"] - line["packed"] - line["shipped"] - line["cancelled"]
    there = {"pack": free, "ship": line["packed"], "deliver": line["shipped"] - line["delivered"], "cancel": free}
    by = {"pack": {"packed": 1}, "ship": {"packed": -1, "shipped": 1}, "deliver": {"delivered": 1},
          "cancel": {"cancelled": 1}}  # fmt: skip
    return moved(lines, {"1": 1}, **by[step]) if there[step] else lines


@given(st.sets(st.uuids().map(str), min_size=50, max_size=50), st.integers(1, 26))
def test_series_take_turns(orders: set[str], series: int) -> None:
    found = {numbers.series_of(2026, each, series) for each in orders}
    assert found <= {f"2026-{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:series]}


CARDS = ["4111111111111111", "4111 1111 1111 1111", "378282246310005", "6011-1111-1111-1117", "tok 5555555555554444 x"]


@pytest.mark.parametrize("text", CARDS)
def test_what_looks_like_a_card_number_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(CardDataRefused) as refused:
        refuse_card_data(text)
    assert "1111" not in str(refused.value)


@pytest.mark.parametrize(
    "text", ["tok_4111", "pi_3MtwBwLkdIwHu7ix28a3tqPa", "4111111111111112", "01J00000000000000000000000", "令牌"]
)
def test_references_are_taken(text: str) -> None:
    assert refuse_card_data(text) == text

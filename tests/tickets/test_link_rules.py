"""How tickets may belong together."""

from contextlib import nullcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.errors import Invalid, TooLarge, WrongState
from tickets.domain.links import INVERSE, MOST, must_link, must_stay_a_tree


@given(st.sampled_from(sorted(INVERSE)))
def test_the_other_side_of_the_other_side_is_this_side(kind: str) -> None:
    assert INVERSE[INVERSE[kind]] == kind


def test_a_ticket_is_not_linked_to_itself() -> None:
    with pytest.raises(Invalid):
        must_link("related", "a", "a", [])


def test_the_same_link_again_is_no_fault_and_another_kind_of_it_is() -> None:
    must_link("parent", "a", "b", [("parent", "b")])
    with pytest.raises(WrongState, match="another way"):
        must_link("related", "a", "b", [("parent", "b")])


@pytest.mark.parametrize("kind", ["parent", "problem"])
def test_a_ticket_has_one_parent_and_one_problem(kind: str) -> None:
    with pytest.raises(WrongState, match="unlink it first"):
        must_link(kind, "a", "c", [(kind, "b")])


def test_a_ticket_has_a_hundred_links_at_most() -> None:
    links = [("related", str(number)) for number in range(MOST)]
    with pytest.raises(TooLarge):
        must_link("child", "a", "b", links)


def test_nobody_is_its_own_ancestor() -> None:
    with pytest.raises(WrongState, match="descendant"):
        must_stay_a_tree("a", ["c", "b", "a"], 0)


@given(st.integers(1, 8), st.integers(0, 8))
def test_a_family_has_five_generations(above: int, below: int) -> None:
    ancestors = [str(number) for number in range(above)]
    with nullcontext() if above + 1 + below <= 5 else pytest.raises(WrongState):
        must_stay_a_tree("a", ancestors, below)

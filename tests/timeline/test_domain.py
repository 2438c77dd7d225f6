"""The rules of a story: kinds, the card, and how much of a change is shown."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.card import Card, counting, knowing
from timeline.domain.kinds import kind_of
from timeline.domain.summary import LARGEST, summary

VALUES = st.recursive(st.none() | st.integers() | st.text(max_size=3000), lambda each: st.lists(each, max_size=5))
CHANGES = st.dictionaries(
    st.text(min_size=1, max_size=60), st.fixed_dictionaries({"before": VALUES, "after": VALUES}), max_size=60
)


@pytest.mark.parametrize(
    ("subject", "kind"),
    [("customers/1", "customer"), ("activities/1", "activity"), ("lists/1", "list"), ("stock/1", "stock")],
)
def test_a_kind_is_the_singular_of_what_the_subject_is_among(subject: str, kind: str) -> None:
    assert kind_of(subject) == kind


@given(CHANGES)
def test_a_summary_is_never_larger_than_what_an_entry_holds(changes: dict) -> None:
    assert len(json.dumps(summary(changes))) <= LARGEST


def test_a_long_value_is_cut_and_marked_and_a_short_one_is_not() -> None:
    said = summary({"text": {"before": "好", "after": "长" * 5000}, "done": {"before": False, "after": True}})

    assert said["done"] == {"before": False, "after": True, "cut": False}
    assert said["text"]["cut"]
    assert said["text"]["before"] == "好"
    assert said["text"]["after"].endswith("长…")


def test_fields_that_are_empty_in_a_new_record_say_nothing() -> None:
    assert summary({"tags": {"before": None, "after": []}, "done": {"before": None, "after": False}}).keys() == {"done"}


def test_an_older_version_of_the_customer_does_not_replace_a_newer_one() -> None:
    card = knowing(Card(), {"name": "new"}, 2)

    assert knowing(card, {"name": "old"}, 1) == card


def test_a_note_about_a_customer_is_no_contact_and_a_call_is() -> None:
    card = counting(counting(Card(), "call", "2026-02-01"), "note", "2026-03-01")

    assert (card.last_contact, card.counts) == ("2026-02-01", {"call": 1, "note": 1})

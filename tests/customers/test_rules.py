"""Rules that hold for every input."""

from hypothesis import given
from hypothesis import strategies as st

from customers.domain.keys import unique_keys
from customers.domain.masks import fits
from customers.domain.names import SORTED_BY, folded, sorting, tidy, tokens
from customers.domain.numbers import plain
from onestop.records import merged

NAMES = st.text(max_size=40)
JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(st.text(max_size=2), JSON, max_size=3)


def without_nulls(value: object) -> object:
    if not isinstance(value, dict):
        return value
    return {name: without_nulls(each) for name, each in value.items() if each is not None}


@given(JSON, JSON)
def test_a_patch_applied_twice_is_a_patch_applied_once(target: object, patch: object) -> None:
    assert merged(merged(target, patch), patch) == merged(target, patch)


@given(OBJECTS)
def test_an_empty_patch_changes_nothing(target: dict[str, object]) -> None:
    assert merged(target, {}) == target


@given(OBJECTS)
def test_a_patch_of_nothing_makes_what_it_says_without_the_nulls(patch: dict[str, object]) -> None:
    assert merged({}, patch) == without_nulls(patch)


@given(NAMES)
def test_normal_forms_are_final(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert folded(folded(text)) == folded(text)
    assert tokens(" ".join(tokens(text))) == tokens(text)


@given(st.text(max_size=300))
def test_what_lists_are_sorted_by_fits_into_a_key(text: str) -> None:
    assert len(sorting(text).encode()) <= SORTED_BY


@given(st.from_regex(r"[a-zA-Z]{1,8}@example\.org", fullmatch=True))
def test_an_address_is_one_key_whatever_its_case(address: str) -> None:
    written = [{"emails": [{"address": each}]} for each in (address, address.upper(), address.lower())]
    assert len({key for each in written for key in unique_keys(each)}) == 1


@given(st.from_regex(r"-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,15})?", fullmatch=True))
def test_a_decimal_number_stays_as_it_was_written(text: str) -> None:
    assert plain(text) == text


@given(st.text(max_size=20))
def test_every_text_without_signs_of_a_mask_fits_itself(text: str) -> None:
    assert fits(text, text) or set(text) & {"9", "A", "*"}

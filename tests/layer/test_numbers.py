"""Numbers that people read out and type in again."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop import numbers

DAY = date(2026, 11, 22)


def test_check_signs_are_those_of_the_standard() -> None:
    assert numbers.check_sign("A12425GABC1234002") == "M"  # the example of ISO/IEC 7064 in use: a GRid


@given(st.text(), st.dates())
def test_a_number_is_recognised_however_it_is_typed(seed: str, day: date) -> None:
    number = numbers.number_of(day, seed)
    assert numbers.checked(f" {number.replace('-', '').lower()} ") == number


@given(st.text(), st.data())
def test_one_wrong_sign_is_noticed(seed: str, data: Any) -> None:
    number = numbers.number_of(DAY, seed).replace("-", "")
    at = data.draw(st.integers(0, len(number) - 1))
    sign = data.draw(st.sampled_from(numbers.SIGNS).filter(lambda each: each != number[at]))
    with pytest.raises(ValueError, match="no number"):
        numbers.checked(number[:at] + sign + number[at + 1 :])


def test_two_signs_that_changed_places_are_noticed_nearly_always() -> None:
    bodies = [numbers.number_of(DAY, str(seed)).replace("-", "") for seed in range(200)]
    swaps = [(body, body[:at] + body[at + 1] + body[at] + body[at + 2 :]) for body in bodies for at in range(7, 13)]
    missed = [swap for body, swap in swaps if swap != body and numbers.check_sign(swap[:-1]) == swap[-1]]
    assert len(missed) <= len(swaps) // 200

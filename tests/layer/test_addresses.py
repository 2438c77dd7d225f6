"""Addresses: the short way and email-validator give one answer."""

import string

import email_validator
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop import addresses

LETTERS = string.ascii_lowercase + string.digits
NEAR = st.text(alphabet="aZ9.-_+@xn漢é ", max_size=40)
LABEL = st.text(alphabet=LETTERS + "-", min_size=1, max_size=70)
SHAPED = st.builds(
    lambda local, labels, top: f"{local}@{'.'.join([*labels, top])}",
    st.text(alphabet=LETTERS + "._+-", min_size=1, max_size=70),
    st.lists(LABEL, min_size=1, max_size=6),
    st.sampled_from(["com", "cn", "museum", "test", "local", "c", "xn--p1ai", "arpa", "9"]),
)


def by_the_library(text: str) -> str | None:
    try:
        return email_validator.validate_email(text, check_deliverability=False).normalized
    except email_validator.EmailNotValidError:
        return None


def by_us(text: str) -> str | None:
    try:
        return addresses.email(text)
    except ValueError:
        return None


@given(SHAPED | NEAR)
def test_every_address_is_read_as_the_library_reads_it(text: str) -> None:
    assert by_us(text) == by_the_library(text)


@given(SHAPED)
def test_what_is_normal_stays_as_it_is(text: str) -> None:
    normal = by_us(text)
    assert normal is None or by_us(normal) == normal


@pytest.mark.parametrize("text", ["mei.lin@shop.cn", "a+b@x.co", "林@例子.公司", "Mei@SHOP.CN", "ê@x.de"])
def test_an_address_is_taken(text: str) -> None:
    assert by_us(text) == by_the_library(text) is not None


def test_names_that_nobody_can_have_are_those_of_the_library() -> None:
    assert set(email_validator.SPECIAL_USE_DOMAIN_NAMES) == addresses.RESERVED

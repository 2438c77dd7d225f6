"""Money: whole minor units, rounded once, and parts that always add up."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from onestop import money
from onestop.errors import Invalid
from onestop.money import Money

amounts = some.integers(-(10**12), 10**12)


@pytest.mark.parametrize(("currency", "decimals"), [("EUR", 2), ("JPY", 0), ("KWD", 3), ("CNY", 2), ("CLF", 4)])
def test_a_currency_has_the_decimals_of_iso_4217(currency: str, decimals: int) -> None:
    assert money.exponent(currency) == decimals


def test_what_is_no_currency_is_refused() -> None:
    with pytest.raises(Invalid, match="EURO"):
        money.exponent("EURO")


def test_different_currencies_do_not_add_up() -> None:
    with pytest.raises(Invalid):
        Money(1, "EUR") + Money(1, "USD")


def test_money_is_added_taken_away_and_written() -> None:
    assert (Money(150, "EUR") + Money(50, "EUR") - Money(1, "EUR")).json() == {"amount": 199, "currency": "EUR"}
    assert money.of({"amount": 199, "currency": "EUR"}) == Money(199, "EUR")


@given(some.decimals(-(10**9), 10**9, places=4))
def test_half_is_rounded_away_from_zero(exact: Decimal) -> None:
    assert money.rounded(exact) == exact.quantize(Decimal(1), ROUND_HALF_UP)


@given(amounts, some.lists(some.integers(0, 10**6), min_size=1, max_size=20))
def test_shares_add_up_and_none_is_a_whole_unit_off(total: int, weights: list[int]) -> None:
    shares = money.share(total, weights)

    assert sum(shares) == total
    if of_all := sum(weights):
        assert all(abs(Fraction(total * w, of_all) - s) < 1 for w, s in zip(weights, shares, strict=True))


def test_what_nobody_shares_is_in_no_part() -> None:
    assert money.share(100, []) == []


@given(amounts, some.lists(some.integers(1, 50), min_size=1, max_size=20))
def test_portions_add_up_however_the_pieces_come(total: int, pieces: list[int]) -> None:
    done = [sum(pieces[:at]) for at in range(len(pieces))]

    assert sum(money.portion(total, d, more, sum(pieces)) for d, more in zip(done, pieces, strict=True)) == total


def test_a_rate_is_exact() -> None:
    assert money.rate("0.19") == Fraction(19, 100)

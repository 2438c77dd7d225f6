"""What orders come to, whatever is bought and however it is shipped and returned: exact, against fractions."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.errors import Invalid
from orders.domain.documents import by_rate, credited
from orders.domain.fulfilment import moved
from orders.domain.lines import by_hand
from orders.domain.totals import reckoned

CURRENCIES = st.sampled_from(["EUR", "JPY", "KWD"])
PERCENT = st.sampled_from(["0", "2.5", "10", "33.3333", "100"])
RATES = st.sampled_from(["0", "0.07", "0.19", "0.055", "1"])
AMOUNTS = ("net", "tax", "gross")


def money(amount: int, currency: str = "EUR") -> dict[str, Any]:
    return {"amount": amount, "currency": currency}


def line(number: int, quantity: int, price: int, rate: str, included: bool, percent: str | None) -> dict[str, Any]:
    said = {"variant": None, "location": None, "name": "茶", "sku": None, "quantity": quantity, "taxRate": rate,
            "taxIncluded": included, "unitPrice": money(price)}  # fmt: skip
    return by_hand(number, {**said, "discount": percent and {"percent": percent}})


LINE = st.tuples(st.integers(1, 50), st.integers(0, 10**6), RATES, st.booleans(), st.none() | PERCENT)
LINES = st.lists(LINE, min_size=1, max_size=6).map(lambda said: [line(n, *each) for n, each in enumerate(said, 1)])
DISCOUNT = st.none() | PERCENT.map(lambda percent: {"percent": percent})


def half_up(exact: Fraction) -> int:
    return int((Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal(1), ROUND_HALF_UP))


@given(LINES, DISCOUNT)
def test_totals_are_the_sums_of_the_lines_and_gross_is_net_and_tax(lines: Any, discount: Any) -> None:
    order = reckoned("EUR", lines, discount)

    for name in AMOUNTS:
        assert order["totals"][name]["amount"] == sum(each[name]["amount"] for each in order["lines"])
    for each in (*order["lines"], order["totals"]):
        assert each["net"]["amount"] + each["tax"]["amount"] == each["gross"]["amount"]


@given(LINES, DISCOUNT)
def test_each_tax_is_the_exact_one_rounded_half_up(lines: Any, discount: Any) -> None:
    for each in reckoned("EUR", lines, discount)["lines"]:
        rate, net, gross = Fraction(each["taxRate"]), each["net"]["amount"], each["gross"]["amount"]
        exact = gross - half_up(gross / (1 + rate)) if each["taxIncluded"] else half_up(net * rate)
        assert each["tax"]["amount"] == exact


@given(LINES, DISCOUNT)
def test_what_is_taken_off_is_shared_to_the_cent(lines: Any, discount: Any) -> None:
    order = reckoned("EUR", lines, discount)
    off = order["discount"]["amount"]["amount"] if discount else 0

    assert sum(each["shared"]["amount"] for each in order["lines"]) == off
    assert all(each["gross"]["amount"] >= 0 for each in order["lines"])


@given(LINES)
def test_what_a_discount_leaves_is_the_exact_price_rounded_half_up(lines: Any) -> None:
    for each in reckoned("EUR", lines, None)["lines"]:
        if each["discount"]:
            listed = each["quantity"] * each["unitPrice"]["amount"]
            exact = listed * (1 - Fraction(each["discount"]["percent"]) / 100)
            assert listed - each["discount"]["amount"]["amount"] == half_up(exact)


@given(LINES)
def test_everything_taken_off_leaves_nothing(lines: Any) -> None:
    totals = reckoned("EUR", lines, {"percent": "100"})["totals"]
    assert [totals[name]["amount"] for name in AMOUNTS] == [0, 0, 0]


@given(LINES, DISCOUNT)
def test_what_was_reckoned_is_reckoned_the_same_again(lines: Any, discount: Any) -> None:
    order = reckoned("EUR", lines, discount)
    assert reckoned("EUR", order["lines"], order["discount"]) == order


@given(LINES)
def test_what_is_taxed_at_each_rate_comes_to_the_whole(lines: Any) -> None:
    order = reckoned("EUR", lines, None)
    for name in AMOUNTS:
        assert sum(each[name]["amount"] for each in by_rate("EUR", order["lines"])) == order["totals"][name]["amount"]


@given(st.data(), LINE)
def test_credit_notes_for_all_that_was_paid_give_back_net_and_tax_exactly(data: Any, said: Any) -> None:
    bought = reckoned("EUR", [line(1, *said)], None)["lines"]
    bought = moved(bought, {"1": bought[0]["quantity"]}, shipped=1)
    gross, given_back, notes = bought[0]["gross"]["amount"], 0, []
    for _ in range(bought[0]["quantity"]):
        last = bought[0]["returned"] + 1 == bought[0]["quantity"]
        amount = gross - given_back if last else data.draw(st.integers(0, gross - given_back))
        notes += credited(bought, [{"line": "1", "quantity": 1, "amount": amount}], {"1": given_back})
        bought, given_back = moved(bought, {"1": 1}, returned=1), given_back + amount

    assert [sum(each[name]["amount"] for each in notes) for name in AMOUNTS] == [
        bought[0][name]["amount"] for name in AMOUNTS]  # fmt: skip


@pytest.mark.parametrize(
    ("currency", "price", "rate", "tax"), [("JPY", 105, "0.1", 11), ("KWD", 1005, "0.05", 50), ("EUR", 250, "0.1", 25)]
)
def test_minor_units_are_those_of_the_currency(currency: str, price: int, rate: str, tax: int) -> None:
    one = line(1, 1, price, rate, False, None) | {"unitPrice": money(price, currency)}
    assert reckoned(currency, [one], None)["totals"]["tax"] == money(tax, currency)


@pytest.mark.parametrize("discount", [{"amount": money(1001)}, {"amount": money(1, "USD")}])
def test_a_discount_that_cannot_be_is_refused(discount: Any) -> None:
    with pytest.raises(Invalid):
        reckoned("EUR", [line(1, 1, 1000, "0", False, None)], discount)


def test_an_order_has_a_largest_total() -> None:
    with pytest.raises(Invalid, match="at most"):
        reckoned("EUR", [line(1, 1_000_000, 10**15, "0", False, None)], None)

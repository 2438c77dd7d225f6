"""Which price and which rate hold: rules without I/O, under every order in which they may be looked at."""

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from catalog.domain.names import called
from catalog.domain.periods import within
from catalog.domain.prices import Book, amount_for, ranked
from catalog.domain.taxes import rate_at

MOMENTS = [f"2026-0{month}-01T00:00:00.000Z" for month in range(1, 8)]
BOUNDS = st.none() | st.sampled_from(MOMENTS)
SEGMENTS = st.sampled_from([None, "wholesale", "staff"])
BOOKS = st.lists(
    st.builds(
        Book, id=st.sampled_from("ABCDEFGH"), currency=st.sampled_from(["EUR", "USD"]), segment=SEGMENTS,
        valid_from=BOUNDS, valid_until=BOUNDS, priority=st.integers(-1, 1),
    ),
    unique_by=lambda book: book.id,
)  # fmt: skip
BREAKS = st.lists(
    st.fixed_dictionaries({"from": st.integers(1, 50), "amount": st.integers(0, 10**15)}),
    min_size=1, unique_by=lambda each: each["from"],
)  # fmt: skip
RATES = st.lists(
    st.fixed_dictionaries({
        "country": st.sampled_from([None, "DE", "AT"]), "from": BOUNDS, "rate": st.sampled_from(["0", "0.07", "0.19"]),
    }),
    unique_by=lambda each: (each["country"], each["from"]),
)  # fmt: skip


@given(BOOKS, SEGMENTS, st.sampled_from(MOMENTS), st.randoms())
def test_whatever_the_order_of_the_books_the_same_one_decides(books: Any, segment: Any, at: str, chance: Any) -> None:
    first = ranked(books, "EUR", segment, at)
    shuffled = chance.sample(books, len(books))
    assert ranked(shuffled, "EUR", segment, at) == first
    assert len({book.id for book in first}) == len(first)


@given(BOOKS, SEGMENTS, st.sampled_from(MOMENTS))
def test_only_books_that_hold_decide(books: list[Book], segment: str | None, at: str) -> None:
    for book in ranked(books, "EUR", segment, at):
        assert book.currency == "EUR"
        assert book.segment in (None, segment)
        assert within(at, book.valid_from, book.valid_until)


@given(BOOKS, st.sampled_from(MOMENTS))
def test_a_book_that_comes_later_is_never_the_better_one(books: list[Book], at: str) -> None:
    order = ranked(books, "EUR", "wholesale", at)
    for better, worse in pairwise(order):
        assert bool(better.segment) >= bool(worse.segment)
        if better.segment == worse.segment:
            assert better.priority >= worse.priority
        if (better.segment, better.priority) == (worse.segment, worse.priority):
            assert (better.valid_from or "") >= (worse.valid_from or "")


@given(st.sampled_from(MOMENTS), st.sampled_from(MOMENTS))
def test_periods_that_meet_share_no_moment_and_leave_none_out(at: str, turn: str) -> None:
    assert within(at, None, turn) != within(at, turn, None)


@given(BREAKS, st.integers(1, 60), st.randoms())
def test_the_largest_quantity_reached_decides(breaks: list[dict[str, int]], quantity: int, chance: Any) -> None:
    amount = amount_for(chance.sample(breaks, len(breaks)), quantity)
    reached = {each["from"]: each["amount"] for each in breaks if each["from"] <= quantity}
    assert amount == (reached[max(reached)] if reached else None)
    assert amount is None or type(amount) is int


@given(RATES, st.sampled_from(["DE", "FR", None]), st.sampled_from(MOMENTS), st.randoms())
def test_one_rate_holds_or_none_in_whatever_order_they_stand(rates: Any, country: Any, at: str, chance: Any) -> None:
    rate = rate_at(rates, country, at)
    assert rate == rate_at(chance.sample(rates, len(rates)), country, at)
    begun = [each for each in rates if each["country"] in (country, None) and (each["from"] or "") <= at]
    assert (rate is None) == (not begun)


def test_a_country_s_own_rate_holds_where_it_has_begun() -> None:
    rates = [
        {"country": None, "from": None, "rate": "0.2"},
        {"country": "DE", "from": MOMENTS[1], "rate": "0.19"},
        {"country": "DE", "from": MOMENTS[3], "rate": "0.16"},
    ]
    assert [rate_at(rates, "DE", at) for at in MOMENTS[:4]] == ["0.2", "0.19", "0.19", "0.16"]
    assert rate_at(rates, "AT", MOMENTS[5]) == "0.2"


def test_a_variant_is_called_in_the_language_that_comes_nearest() -> None:
    name = {"zh-CN": "茶", "de": "Tee", "en": "Tea"}
    assert [called(name, {}, tag) for tag in ("de", "de-AT", "zh-TW", "fr", None)] == ["Tee", "Tee", "茶", "Tea", "Tea"]
    assert called({"de": "Tee"}, {"size": "L", "colour": "red"}, "fr") == "Tee (L, red)"

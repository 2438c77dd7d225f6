"""A card number is refused wherever it is sent, and neither stored nor logged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop import clock
from onestop.errors import CardDataRefused
from payments.domain.cards import luhn, must_be_free_of_cards
from tests.payments.desk import Desk, money
from tests.support.listening import listening

CARDS = [  # numbers that card companies publish for tests
    "4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", "378282246310005", "6304000000000000",
    "4222222222222", "card 4111 1111 1111 1111 12/29 123", "４１１１１１１１１１１１１１１１", "6011.1111.1111.1117",
]  # fmt: skip
FREE = ["4111111111111112", "tok_visa", "ok", "+49 30 901820", "123456789012", "2026-11-22", "12345678901234567890123"]


@pytest.mark.parametrize("text", CARDS)
def test_a_card_number_is_recognised_however_it_is_written(text: str) -> None:
    with pytest.raises(CardDataRefused) as refusal:
        must_be_free_of_cards(text)
    assert text not in str(refusal.value)


@pytest.mark.parametrize("text", FREE)
def test_what_is_no_card_number_passes(text: str) -> None:
    assert must_be_free_of_cards(text) == text


@given(st.from_regex(r"[0-9]{12,18}", fullmatch=True))
def test_of_ten_last_digits_one_is_the_check_digit(digits: str) -> None:
    assert sum(luhn(digits + last) for last in "0123456789") == 1


@pytest.mark.parametrize("card", CARDS[:4])
def test_a_card_number_for_a_token_is_neither_stored_nor_logged(desk: Desk, card: str) -> None:
    order = clock.new_id()
    with listening() as heard, pytest.raises(CardDataRefused):
        desk.authorise(token=card, order=order)

    assert (heard.quotes(card), desk.get(f"/payments/{order}").status, desk.books()) == ([], 404, [])


def test_a_card_number_in_a_reason_or_a_note_is_refused(desk: Desk) -> None:
    payment = desk.authorise()
    with listening() as heard:
        refund = {"amount": money(1), "reason": f"paid with {CARDS[0]}"}
        replies = [desk.post(f"/payments/{payment}/refunds", refund),
                   desk.post(f"/differences/{clock.new_id()}/settlement", {"note": CARDS[1]})]  # fmt: skip

    assert [(each.status, each.json["code"]) for each in replies] == [(422, "CardDataRefused")] * 2
    assert heard.quotes(*CARDS[:2]) == []
    assert CARDS[0] not in replies[0].text

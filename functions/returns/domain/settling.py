"""What is paid back: what the accepted pieces are worth, less deductions, fees and what is sent instead.

All amounts are whole minor units of the currency of the order.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from onestop.errors import NotReturnable
from onestop.money import rate, rounded, share
from returns.domain.terms import OURS


def fee(worth: int, fee_rate: str, reason: str) -> int:
    """The restocking fee on goods that are worth so much; nothing where it is our fault that they come back."""
    return 0 if reason in OURS else rounded(worth * rate(fee_rate))


def value(priced: Mapping[str, Any], quantity: int) -> int:
    """What `quantity` pieces cost with tax; `priced` is what the catalog says of one of them."""
    price = priced["unitPrice"] * quantity
    return price if priced["taxIncluded"] else rounded(price * (Fraction(1) + rate(priced["taxRate"])))


def refunds(credits: Sequence[int], exchanged: int) -> list[int]:
    """What of each line's credit is paid back once `exchanged` of all of it has become other goods.

    Raises `NotReturnable` where those are worth more than the credit: an exchange never asks for money.
    """
    left = sum(credits) - exchanged
    if left < 0:
        raise NotReturnable(
            "What is wanted instead is worth more than what comes back; refund it and order anew.",
            credit=sum(credits), exchange=exchanged,
        )  # fmt: skip
    return share(left, credits)

"""Money in minor units, and the one rounding rule of the house: half away from zero, once for each amount shown.

Exponents are those of ISO 4217 (list one, https://www.six-group.com/en/products-services/financial-information/market-reference-data/data-standards.html).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from onestop.errors import Invalid

WITHOUT_MINOR = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
WITH_THREE = "BHD IQD JOD KWD LYD OMR TND"
WITH_FOUR = "CLF UYW"
WITH_TWO = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU
CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES
KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR
NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP
TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
"""
EXPONENTS = {
    code: exponent
    for exponent, codes in ((0, WITHOUT_MINOR), (2, WITH_TWO), (3, WITH_THREE), (4, WITH_FOUR))
    for code in codes.split()
}


def exponent(currency: str) -> int:
    """How many decimals a currency has: 2 for EUR, 0 for JPY, 3 for KWD. `Invalid` for what is none."""
    try:
        return EXPONENTS[currency]
    except KeyError:
        raise Invalid(f"{currency} is no currency of ISO 4217.") from None


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (cents, yen, fils) of one currency."""

    amount: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + _same(self, other).amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - _same(self, other).amount, self.currency)

    def json(self) -> dict[str, Any]:
        """`{"amount": 1999, "currency": "EUR"}`."""
        return {"amount": self.amount, "currency": self.currency}


def of(said: Mapping[str, Any]) -> Money:
    """The money in `{"amount", "currency"}`."""
    return Money(int(said["amount"]), said["currency"])


def _same(one: Money, other: Money) -> Money:
    if one.currency != other.currency:
        raise Invalid(f"{one.currency} and {other.currency} do not add up.")
    return other


def rounded(exact: Fraction | Decimal) -> int:
    """The whole number next to `exact`; half goes away from zero, so that a refund mirrors its charge."""
    value = Fraction(exact)
    whole, rest = divmod(abs(value.numerator), value.denominator)
    up = whole + (2 * rest >= value.denominator)
    return up if value >= 0 else -up


def rate(text: str) -> Fraction:
    """The rate in a decimal text: `0.19` is 19 %."""
    return Fraction(text)


def share(total: int, weights: Sequence[int]) -> list[int]:
    """`total` in parts as `weights` are to each other, whole numbers that add up to it exactly.

    By largest remainder (Hamilton's method); among equal remainders the first wins. Weights are not negative; without
    any weight the first part takes all.
    """
    of_all = sum(weights)
    if not weights:
        return []
    if of_all == 0:
        return [total, *[0] * (len(weights) - 1)]
    sign = -1 if total < 0 else 1
    parts, rests = zip(*(divmod(abs(total) * weight, of_all) for weight in weights), strict=True)
    left = abs(total) - sum(parts)
    winners = set(sorted(range(len(weights)), key=lambda at: (-rests[at], at))[:left])
    return [sign * (part + (at in winners)) for at, part in enumerate(parts)]


def portion(total: int, done: int, more: int, of: int) -> int:
    """What `more` of `of` pieces are worth of `total`, after `done` pieces have had theirs.

    Whatever the portions in which the pieces come, what they are worth adds up to `total` exactly.
    """
    return rounded(Fraction(total * (done + more), of)) - rounded(Fraction(total * done, of))

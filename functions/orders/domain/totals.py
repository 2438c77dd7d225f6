"""What an order comes to: computed once, in minor units, from prices, discounts and tax rates.

For each line: list price times quantity, less its own discount, less its share of the order's discount. Where the price
includes the tax that is gross, and net is it divided by 1 + rate; elsewhere it is net, and the tax is it times the
rate. What is left after a discount, and a tax, are rounded half away from zero, once for each line; the totals are sums
of lines, never rounded again.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from onestop import money
from onestop.errors import Invalid

View = dict[str, Any]
MOST = 10**15  # minor units: what an amount can be, and what JSON numbers hold exactly everywhere


def reckoned(currency: str, lines: Sequence[View], discount: Mapping[str, Any] | None) -> View:
    """`{"lines", "discount", "totals"}` of an order, as they are shown.

    Each line has quantity, unitPrice, taxRate, taxIncluded and discount (percent or amount, or None). Raises `Invalid`
    for an amount in another currency and a discount that is more than what it is taken off.
    """
    _must_be_in(currency, lines, discount)
    listed = [line["quantity"] * line["unitPrice"]["amount"] for line in lines]
    own = [_taken_off(each, line["discount"], at) for at, (each, line) in enumerate(zip(listed, lines, strict=True))]
    left = [each - off for each, off in zip(listed, own, strict=True)]
    off = _taken_off(sum(left), discount)
    shared = money.share(off, left)
    made = [_line(currency, *each) for each in zip(lines, own, left, shared, strict=True)]
    return {"lines": made, "discount": _shown(currency, discount, off), "totals": totals(currency, made)}


def totals(currency: str, lines: Sequence[Mapping[str, Any]]) -> View:
    """Net, tax and gross of some lines together."""
    sums = {name: sum(line[name]["amount"] for line in lines) for name in ("net", "tax", "gross")}
    if sums["gross"] > MOST:
        raise Invalid(f"An order comes to at most {MOST} minor units.")
    return {name: _money(amount, currency) for name, amount in sums.items()}


def _must_be_in(currency: str, lines: Sequence[View], discount: Mapping[str, Any] | None) -> None:
    said = {f"/lines/{at}/unitPrice": line["unitPrice"] for at, line in enumerate(lines)}
    said |= {f"/lines/{at}/discount/amount": (line["discount"] or {}).get("amount") for at, line in enumerate(lines)}
    said["/discount/amount"] = (discount or {}).get("amount")
    wrong = [pointer for pointer, amount in said.items() if amount and amount["currency"] != currency]
    if wrong:
        raise Invalid(errors=[{"pointer": pointer, "reason": f"is not in {currency}"} for pointer in wrong])


def _taken_off(amount: int, discount: Mapping[str, Any] | None, at: int | None = None) -> int:
    if discount is None:
        return 0
    if discount.get("percent") is not None:
        return amount - money.rounded(amount * (1 - Fraction(discount["percent"]) / 100))
    off = int(discount["amount"]["amount"])
    if off > amount:
        pointer = "/discount/amount" if at is None else f"/lines/{at}/discount/amount"
        raise Invalid(errors=[{"pointer": pointer, "reason": "is more than what it is taken off"}])
    return off


def _line(currency: str, line: View, own: int, left: int, shared: int) -> View:
    net, gross = _taxed(left - shared, money.rate(line["taxRate"]), included=line["taxIncluded"])
    return {
        **line,
        "discount": _shown(currency, line["discount"], own),
        "shared": _money(shared, currency),
        "net": _money(net, currency),
        "tax": _money(gross - net, currency),
        "gross": _money(gross, currency),
        "charged": _money(0, currency),
    }


def _taxed(amount: int, rate: Fraction, *, included: bool) -> tuple[int, int]:
    """Net and gross of an amount with, or without, the tax in it."""
    if included:
        return money.rounded(amount / (1 + rate)), amount
    return amount, amount + money.rounded(amount * rate)


def _shown(currency: str, discount: Mapping[str, Any] | None, off: int) -> View | None:
    return None if discount is None else {"percent": discount.get("percent"), "amount": _money(off, currency)}


def _money(amount: int, currency: str) -> View:
    return {"amount": amount, "currency": currency}

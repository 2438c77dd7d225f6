"""What an invoice or a credit note says of the lines of an order: a snapshot, worked out once."""

from collections.abc import Iterable, Mapping
from typing import Any

from onestop.errors import Invalid, NotReturnable
from onestop.money import portion

Said = Mapping[str, Any]
View = dict[str, Any]
AMOUNTS = ("net", "tax", "gross")
FROM_THE_LINE = ("line", "sku", "name", "unitPrice", "taxRate", "taxIncluded")


def invoiced(lines: Iterable[Said], shipped: Iterable[Said]) -> list[View]:
    """The lines of an invoice: of those of the order the pieces that were shipped, with what they were shipped for."""
    known = {line["line"]: line for line in lines}
    amounts = ((each, [each[name]["amount"] for name in AMOUNTS]) for each in shipped)
    return [_line(known[each["line"]], each["quantity"], *amount) for each, amount in amounts]


def credited(lines: Iterable[Said], returned: Iterable[Said], before: Mapping[str, int]) -> list[View]:
    """The lines of a credit note: `returned` are `{"line", "quantity", "amount"}`, the amount gross in minor units.

    `before` is what was credited earlier, by line. Net amounts are to gross ones as in the order, and add up to its
    net once all is credited. Raises `Invalid` for a line that is not there, `NotReturnable` for more than was bought.
    """
    known = {line["line"]: line for line in lines}
    return [_credited(_found(known, each["line"]), each, before.get(each["line"], 0)) for each in returned]


def _found(known: Mapping[str, Said], line: str) -> Said:
    if line not in known:
        raise Invalid(f"The order has no line {line}.")
    return known[line]


def _credited(line: Said, returned: Said, before: int) -> View:
    gross, of = returned["amount"], line["gross"]["amount"]
    if line["returned"] + returned["quantity"] > line["shipped"] or before + gross > of:
        raise NotReturnable(f"So much of line {line['line']} was not bought and shipped.", line=line["line"])
    net = portion(line["net"]["amount"], before, gross, of) if of else 0
    return _line(line, returned["quantity"], net, gross - net, gross)


def _line(line: Said, quantity: int, net: int, tax: int, gross: int) -> View:
    """`discount` is what the pieces cost less than their price alone would say."""
    currency = line["unitPrice"]["currency"]
    charged = gross if line["taxIncluded"] else net
    amounts = {"net": net, "tax": tax, "gross": gross, "discount": quantity * line["unitPrice"]["amount"] - charged}
    money = {name: {"amount": amount, "currency": currency} for name, amount in amounts.items()}
    return {**{name: line[name] for name in FROM_THE_LINE}, "quantity": quantity, **money}


def by_rate(currency: str, lines: Iterable[Said]) -> list[View]:
    """What is taxed at each rate, the lowest first."""
    sums: dict[str, dict[str, int]] = {}
    for line in lines:
        of_rate = sums.setdefault(line["taxRate"], dict.fromkeys(AMOUNTS, 0))
        for name in AMOUNTS:
            of_rate[name] += line[name]["amount"]
    return [
        {"rate": rate, **{name: {"amount": amount, "currency": currency} for name, amount in sums[rate].items()}}
        for rate in sorted(sums, key=float)
    ]

"""What some pieces of a line are worth: the parts of a line's amounts, in whatever portions its pieces leave.

`given` remembers for each line what was given out so far: `{"net", "gross"}` for the pieces that are in shipments or
cancelled. The next pieces get their share of what is left, rounded by `money.rounded`, so that after the last piece it
is exactly the line's amount, also where a shipment failed and its pieces were taken back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from onestop import money
from onestop.money import Money

Line = Mapping[str, Any]
View = dict[str, Any]
NOTHING = {"net": 0, "gross": 0}


@dataclass(frozen=True, slots=True)
class Worth:
    """Minor units of the order's currency; what is between them is tax."""

    net: int = 0
    gross: int = 0

    def __add__(self, other: "Worth") -> "Worth":
        return Worth(self.net + other.net, self.gross + other.gross)

    def __sub__(self, other: "Worth") -> "Worth":
        return Worth(self.net - other.net, self.gross - other.gross)


def of_pieces(line: Line, given: Worth, gone: int, more: int) -> Worth:
    """What `more` pieces of a line are worth, after `gone` pieces were given out for `given`."""
    left = Worth(line["net"]["amount"], line["gross"]["amount"]) - given
    part = Fraction(more, line["quantity"] - gone)
    return Worth(money.rounded(left.net * part), money.rounded(left.gross * part))


def given_out(lines: Iterable[Line], given: View, quantities: Mapping[str, int]) -> tuple[list[View], View]:
    """So many pieces of each line with what they come to, and `given` after that.

    A line's pieces that are not free have been given out before. The amounts are `{"net", "tax", "gross"}`, each
    `{"amount", "currency"}`.
    """
    portions, after = [], dict(given)
    for line in lines:
        more = quantities.get(line["line"])
        if more:
            had = Worth(**after.get(line["line"], NOTHING))
            worth = of_pieces(line, had, line["packed"] + line["shipped"] + line["cancelled"], more)
            portions.append(_portion(line, more, worth))
            after[line["line"]] = asdict(had + worth)
    return portions, after


def taken_back(given: View, portions: Iterable[Line]) -> View:
    """`given` after pieces came back that had been given out."""
    back = {each["line"]: Worth(each["net"]["amount"], each["gross"]["amount"]) for each in portions}
    return {name: asdict(Worth(**had) - back.get(name, Worth())) for name, had in given.items()}


def total(portions: Iterable[Line], currency: str) -> View:
    """What some pieces come to, taxes included."""
    return Money(sum(each["gross"]["amount"] for each in portions), currency).json()


def quantities(portions: Iterable[Line]) -> dict[str, int]:
    """How many pieces of each line they are."""
    return {each["line"]: each["quantity"] for each in portions}


def _portion(line: Line, quantity: int, worth: Worth) -> View:
    amounts = {"net": worth.net, "tax": worth.gross - worth.net, "gross": worth.gross}
    currency = line["gross"]["currency"]
    said = {name: Money(amount, currency).json() for name, amount in amounts.items()}
    return {"line": line["line"], "quantity": quantity, **said}

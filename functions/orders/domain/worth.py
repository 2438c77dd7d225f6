"""What some pieces of a line are worth: the parts of a line's amounts, in whatever portions its pieces leave.

`given` remembers for each line what was given out so far: `{"net", "gross"}` for the pieces that are in shipments or
cancelled. The next pieces get what is due by then (`money.rounded` of the share) less what was given out, so that after
the last piece it is exactly the line's amount, also where a shipment failed and its pieces were taken back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from onestop import money

Line = Mapping[str, Any]
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
    due = {name: _due(line[name]["amount"], gone + more, line["quantity"]) for name in NOTHING}
    if gone + more == line["quantity"]:
        return Worth(**due) - given
    return Worth(_step(due["net"], given.net), _step(due["gross"], given.gross))


def _due(total: int, pieces: int, of: int) -> int:
    return money.rounded(Fraction(total * pieces, of))


def _step(due: int, given: int) -> int:
    """Never back: where pieces came back in an odd order, so much may be given out already."""
    return max(0, due - given)

"""The pieces of one line of an order: how many can still come back, and what each of them is worth.

What all pieces of a line are worth is what was paid for them, to the cent, in whatever portions they come back and
however the cents do not divide. `onestop.money.portion` does that for a fixed number of pieces; here more of them may
be shipped after the first have come back, so a portion is what all accepted pieces are worth by now, less what those
before have had.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

from onestop.errors import NotReturnable
from onestop.money import rounded


@dataclass(frozen=True, slots=True)
class Pieces:
    """Of one line: `shipped` pieces for which `paid` minor units were taken.

    `claimed` of them are in returns that are open or done, `accepted` were taken back, for `settled` minor units.
    """

    shipped: int = 0
    paid: int = 0
    claimed: int = 0
    accepted: int = 0
    settled: int = 0

    @property
    def returnable(self) -> int:
        """How many may still be claimed."""
        return self.shipped - self.claimed

    def and_shipped(self, quantity: int, paid: int) -> "Pieces":
        """With another shipment, for which `paid` was taken."""
        return replace(self, shipped=self.shipped + quantity, paid=self.paid + paid)


def claimed(line: str, pieces: Pieces, quantity: int) -> Pieces:
    """The pieces after `quantity` of them were claimed; `NotReturnable` where there are not so many."""
    if quantity > pieces.returnable:
        raise NotReturnable(
            f"Of line {line}, {pieces.shipped} were shipped and {pieces.claimed} are in returns already.",
            line=line, asked=quantity, shipped=pieces.shipped, returnable=pieces.returnable,
        )  # fmt: skip
    return replace(pieces, claimed=pieces.claimed + quantity)


def freed(pieces: Pieces, quantity: int) -> Pieces:
    """The pieces after `quantity` that were claimed stay with the customer."""
    return replace(pieces, claimed=pieces.claimed - quantity)


def worth(pieces: Pieces, quantity: int) -> int:
    """What `quantity` more accepted pieces are worth, in minor units; never less than nothing."""
    if quantity == 0:
        return 0
    by_now = rounded(Fraction(pieces.paid * (pieces.accepted + quantity), pieces.shipped))
    return max(0, by_now - pieces.settled)


def accepted(pieces: Pieces, quantity: int) -> Pieces:
    """The pieces after `quantity` that were claimed were taken back."""
    settled = pieces.settled + worth(pieces, quantity)
    return replace(pieces, accepted=pieces.accepted + quantity, settled=settled)

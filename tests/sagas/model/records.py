"""What the modelled shop writes down about an order, and what its pieces are worth."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from onestop.money import rounded


@dataclass
class Line:
    """So many pieces for so much, and what became of them. `settled` is what the pieces that left `open` are worth."""

    variant: str
    quantity: int
    gross: int
    open: int = 0
    settled: int = 0
    shipped: int = 0
    paid: int = 0
    claimed: int = 0
    refunded: int = 0

    def take(self, number: int) -> int:
        """Pieces to be shipped or cancelled; what they are worth. The last piece is worth what is left."""
        worth = rounded(Fraction((self.gross - self.settled) * number, self.open))
        self.open, self.settled = self.open - number, self.settled + worth
        return worth

    def put_back(self, number: int, worth: int) -> None:
        self.open, self.settled = self.open + number, self.settled - worth

    def claim(self, number: int) -> int:
        """Pieces that come back; what was paid for them."""
        worth = rounded(Fraction((self.paid - self.refunded) * number, self.shipped - self.claimed))
        self.claimed, self.refunded = self.claimed + number, self.refunded + worth
        return worth


@dataclass
class Part:
    """Pieces that leave an order together, by shipment or by cancellation, and what each line's are worth."""

    id: str
    order: str
    pieces: dict[str, int]
    worth: dict[str, int]
    state: str = "asked"

    @property
    def amount(self) -> int:
        return sum(self.worth.values())

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [{"line": line, "quantity": number} for line, number in self.pieces.items()]


@dataclass
class Order:
    """One order."""

    id: str
    customer: str
    lines: dict[str, Line]
    risky: bool = False
    state: str = "placed"
    cancelling: bool = False
    exchange_of: str = ""
    of_return: str = ""

    @property
    def total(self) -> int:
        return sum(line.gross for line in self.lines.values())

    @property
    def open(self) -> dict[str, int]:
        return {name: line.open for name, line in self.lines.items() if line.open}


@dataclass
class Document:
    """An invoice or a credit note, under the number that it got."""

    kind: str
    order: str
    amount: int
    number: int

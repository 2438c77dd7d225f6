"""Decimal numbers as text: what was sent is what is kept, to the last zero."""

import re
from decimal import Decimal

_PLAIN = re.compile(r"[+-]?\d{1,30}(\.\d{1,20})?", re.ASCII)


def plain(text: str) -> str:
    """`1.10` stays `1.10`, `+007` becomes `7`; ValueError for anything but digits and a point."""
    if not _PLAIN.fullmatch(text):
        raise ValueError("is no decimal number such as 1999 or 1.10")
    return f"{Decimal(text):f}"


def within(value: str | int, lowest: str | None, highest: str | None) -> bool:
    """Whether a number lies between two bounds, both included; compared exactly."""
    number = Decimal(value)
    return (lowest is None or number >= Decimal(lowest)) and (highest is None or number <= Decimal(highest))

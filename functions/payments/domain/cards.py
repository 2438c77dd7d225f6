"""Card numbers, which have no place here: who has none need not protect them (PCI DSS)."""

import re
from collections.abc import Iterator

from onestop.errors import CardDataRefused

SHORTEST, LONGEST = 13, 19  # digits of a card number, ISO/IEC 7812-1
GROUPED = re.compile(r"\d+(?:[ .\-]\d+)*")


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of those before it (ISO/IEC 7812-1, annex B)."""
    doubled = [sum(divmod(int(each) * 2, 10)) for each in digits[-2::-2]]
    return (sum(doubled) + sum(map(int, digits[-1::-2]))) % 10 == 0


def must_be_free_of_cards(text: str) -> str:
    """The text; `CardDataRefused`, which does not repeat it, where a card number may be in it."""
    if any(map(luhn, _candidates(text))):
        raise CardDataRefused
    return text


def _candidates(text: str) -> Iterator[str]:
    """Every 13 to 19 digits in whole groups: a number may be followed by an expiry date."""
    for found in GROUPED.finditer(text):
        groups = re.split(r"[ .\-]", found.group())
        for first in range(len(groups)):
            for last in range(first + 1, len(groups) + 1):
                digits = "".join(groups[first:last])
                if len(digits) > LONGEST:
                    break
                if len(digits) >= SHORTEST:
                    yield digits

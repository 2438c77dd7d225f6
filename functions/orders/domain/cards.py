"""Card numbers have no place here. What looks like one is refused before it is stored or logged."""

import re

from onestop.errors import CardDataRefused

RUN = re.compile(r"\d(?:[ -]?\d){12,}", re.ASCII)
SHORTEST, LONGEST = 13, 19  # digits of a primary account number, ISO/IEC 7812-1


def refuse_card_data(text: str) -> str:
    """`text` as it is. Raises `CardDataRefused`, which does not repeat it, where a card number may be in it."""
    runs = [re.sub(r"\D", "", run) for run in RUN.findall(text)]
    if any(SHORTEST <= len(run) <= LONGEST and _luhn(run) for run in runs):
        raise CardDataRefused()
    return text


def _luhn(digits: str) -> bool:
    """The check digit of ISO/IEC 7812-1, annex B (H. P. Luhn, U.S. patent 2,950,048, 1960)."""
    doubled = (int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(digits)))
    return sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0

"""Numbers that people read out, such as an order's or a ticket's, and that tell when they were misread.

`261122-7K3QFAB5`: a day, seven signs and a check sign. No counter is behind it, so that nobody waits for anybody; gaps
mean nothing.
"""

import re
from datetime import date
from hashlib import sha256

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SHORT = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without letters that look like others
_NUMBER = re.compile(rf"(\d{{6}})-?([{SHORT}]{{7}})([0-9A-Z])", re.ASCII)


def number_of(day: date, seed: str) -> str:
    """The number of something that began on a day; the signs follow from `seed`."""
    chance = int.from_bytes(sha256(seed.encode()).digest()[:5])
    short = "".join(SHORT[chance >> shift & 31] for shift in range(30, -1, -5))
    body = f"{day:%y%m%d}{short}"
    return f"{day:%y%m%d}-{short}{check_sign(body)}"


def check_sign(body: str) -> str:
    """The check sign of digits and capital letters after ISO/IEC 7064, MOD 37,36.

    It finds each single wrong sign, and all but 2 in 1,000 pairs of neighbours that changed places.
    """
    product = 36
    for sign in body:
        total = (product + SIGNS.index(sign)) % 36 or 36
        product = total * 2 % 37
    return SIGNS[(37 - product) % 36]


def checked(said: str) -> str:
    """The number in what somebody typed (small letters, no hyphen, spaces). ValueError where it cannot be one."""
    found = _NUMBER.fullmatch(re.sub(r"\s", "", said).upper())
    if found is None or check_sign(found[1] + found[2]) != found[3]:
        raise ValueError("is no number: a sign is missing or wrong")
    return f"{found[1]}-{found[2]}{found[3]}"

"""Numbers that people read out: of orders, which tell when one was misread, and of documents, which have no gaps.

An order's number is its day, seven signs and a check sign: `261122-7K3QFAB5`. No counter is behind it, so that orders
never wait for each other; gaps mean nothing. A document's number counts in its series.
"""

import re
from datetime import date
from hashlib import sha256
from zlib import crc32

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SHORT = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without letters that look like others
_NUMBER = re.compile(rf"(\d{{6}})-?([{SHORT}]{{7}})([0-9A-Z])", re.ASCII)
DIGITS = 6  # that a document's number is filled up to
POSITION = 9  # digits of its place in the table, so that text sorts as numbers do


def order_number(day: date, seed: str) -> str:
    """The number of an order that was placed on a day; the signs follow from `seed`."""
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
        raise ValueError("is no number of an order: a sign is missing or wrong")
    return f"{found[1]}-{found[2]}{found[3]}"


def series_of(year: int, order_id: str, series: int) -> str:
    """`2026-A`: the series in which an order's documents are numbered, of those (at most 26) that a tenant has."""
    return f"{year:04}-{SIGNS[10 + crc32(order_id.encode()) % series]}"


def document_number(series: str, count: int) -> str:
    """`2026-A-000123`."""
    return f"{series}-{count:0{DIGITS}}"


def position(count: int) -> str:
    """The sort key of a document in its series."""
    return f"{count:0{POSITION}}"

"""The numbers of documents: they count in their series, without a gap."""

from zlib import crc32

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = 6  # that a document's number is filled up to
POSITION = 9  # digits of its place in the table, so that text sorts as numbers do


def series_of(year: int, order_id: str, series: int) -> str:
    """`2026-A`: the series in which an order's documents are numbered, of those (at most 26) that a tenant has."""
    return f"{year:04}-{LETTERS[crc32(order_id.encode()) % series]}"


def document_number(series: str, count: int) -> str:
    """`2026-A-000123`."""
    return f"{series}-{count:0{DIGITS}}"


def position(count: int) -> str:
    """The sort key of a document in its series."""
    return f"{count:0{POSITION}}"

"""Which rate of tax holds where and when."""

from collections.abc import Iterable, Mapping
from typing import Any


def rate_at(rates: Iterable[Mapping[str, Any]], country: str | None, at: str) -> str | None:
    """The rate that holds for a country at a moment, as decimal text; None where none does.

    A country's own rates come before those without a country; among them the last one that has begun holds, so that
    there is neither a gap nor an overlap when a rate changes.
    """
    begun = [each for each in rates if each["country"] in (country, None) and (each["from"] or "") <= at]
    return max(begun, key=lambda each: (each["country"] is not None, each["from"] or ""))["rate"] if begun else None

"""Which two records look like the same customer, and why.

Each reason gives a match key: two records that share one are candidates. The keys are stored, so a new record is
compared with everything that is there by the very write that stores it. A name alone is no evidence; a name and a
second fact is.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from customers.domain.names import folded, tokens


def match_keys(customer: Mapping[str, Any]) -> dict[str, str]:
    """`{match key: reason}` of a customer's public view; the keys are digests, they disclose nothing."""
    return {_key(customer["kind"], reason, *facts): reason for reason, *facts in _evidence(customer)}


def _key(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def _evidence(customer: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    name = " ".join(tokens(customer["name"]))
    born, company = customer.get("birthDate"), customer.get("company")
    if born:
        yield "same name and date of birth", name, born
        yield from _phonetic(customer, born)
    if company:
        yield "same name and company", name, folded(company)
    for address in customer.get("addresses") or []:
        if address.get("postalCode"):
            yield "same name and postal code", name, folded(address["postalCode"])
        if born and address.get("street"):
            yield "same street and date of birth", " ".join(tokens(address["street"])), born


def _phonetic(customer: Mapping[str, Any], born: str) -> Iterator[tuple[str, ...]]:
    family = soundex(customer.get("familyName") or "")
    given = folded(customer.get("givenName") or "")[:1]
    if family and given:
        yield "similar name and same date of birth", family, given, born


def soundex(name: str) -> str:
    """American Soundex of a Latin name, "" for others (R. C. Russell, U.S. patent 1,261,167, 1918)."""
    letters = [char for char in folded(name) if "a" <= char <= "z"]
    if not letters:
        return ""
    codes = [_SOUNDS.get(char, "") for char in letters]
    kept, last = [], codes[0]
    for char, code in zip(letters[1:], codes[1:], strict=True):
        if code and code != last:
            kept.append(code)
        if char not in "hw":
            last = code
    return (letters[0] + "".join(kept) + "000")[:4]


_GROUPS = {"bfpv": "1", "cgjkqsxz": "2", "dt": "3", "l": "4", "mn": "5", "r": "6"}
_SOUNDS = {letter: code for group, code in _GROUPS.items() for letter in group}

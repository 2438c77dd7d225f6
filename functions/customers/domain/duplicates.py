"""Which two records look like the same customer, and why.

Each reason gives a match key: two records that share one are candidates. The keys are stored, so a new record is
compared with everything that is there by the very write that stores it. A name alone is no evidence; two facts that
typing errors rarely hit at once are. At most six keys stand beside a customer: each is one more item to write.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from customers.domain.names import folded, tokens, words

View = Mapping[str, Any]


def match_keys(customer: View) -> dict[str, str]:
    """`{match key: reason}` of a customer's public view; the keys are digests, they disclose nothing."""
    return {_key(customer["kind"], reason, *facts): reason for reason, *facts in _evidence(customer)}


def _key(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def _evidence(customer: View) -> Iterator[tuple[str, ...]]:
    if customer.get("company"):
        yield "same name and company", " ".join(tokens(customer["name"])), folded(customer["company"])
    if customer["kind"] == "person":
        yield from _of_person(customer)
    elif customer["kind"] == "organisation":
        yield from _placed("same name", " ".join(tokens(customer["name"])), _home(customer))


def _of_person(customer: View) -> Iterator[tuple[str, ...]]:
    home, born = _home(customer), customer.get("birthDate")
    if not home and not born:
        return  # a name alone is no evidence, and how it sounds takes a while to find out
    name = spoken(customer["name"])
    yield from _placed("similar name", name, home)
    if not born:
        return
    yield "similar name and same date of birth", name, born
    if home.get("street"):
        yield "same street and date of birth", " ".join(tokens(home["street"])), born
    if home.get("postalCode"):
        for initial in _initials(customer["name"]):
            reason = "same date of birth and postal code, and a name that begins alike"
            yield reason, born, folded(home["postalCode"]), initial


def _home(customer: View) -> View:
    """The first address: the one that counts."""
    return next(iter(customer.get("addresses") or []), {})


def _placed(alike: str, name: str, home: View) -> Iterator[tuple[str, ...]]:
    if home.get("postalCode"):
        yield f"{alike} and same postal code", name, folded(home["postalCode"])
    elif home.get("city"):
        yield f"{alike} and same city", name, folded(home["city"])


def _initials(name: str) -> set[str]:
    said = words(name)
    return {said[0][0], said[-1][0]} if said else set()


def spoken(name: str) -> str:
    """How the words of a name sound, in any order; a single word is taken as it is written."""
    said = tokens(name)
    return " ".join(sorted(soundex(word) or word for word in said)) if len(said) > 1 else "".join(said)


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

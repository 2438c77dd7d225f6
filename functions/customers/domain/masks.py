"""Masks: the shape of a text, checked in one pass, which a regular expression of a tenant's own could not promise.

`9` stands for a digit, `A` for a letter of any script, `*` for either; every other character for itself.
"""

_STANDS_FOR = {"9": str.isdecimal, "A": str.isalpha, "*": str.isalnum}


def fits(mask: str, text: str) -> bool:
    """`DE-1234` fits `AA-9999`."""
    return len(mask) == len(text) and all(map(_stands_for, mask, text))


def _stands_for(sign: str, char: str) -> bool:
    return _STANDS_FOR[sign](char) if sign in _STANDS_FOR else sign == char

"""Which passwords are good enough: long ones that do not repeat who their owner is (NIST SP 800-63B, 3.1.1)."""

import re

from onestop.errors import Invalid

SHORTEST, LONGEST = 12, 256


def must_be_good(password: str, email: str, name: str) -> None:
    """Raise `Invalid` with the reason, which is a sentence for the one who chose the password."""
    reason = _fault(password.casefold(), email.casefold(), name.casefold())
    if reason:
        raise Invalid(errors=[{"pointer": "/password", "reason": reason}])


def _fault(password: str, email: str, name: str) -> str | None:
    if not SHORTEST <= len(password) <= LONGEST:
        return f"has to have {SHORTEST} to {LONGEST} characters"
    if email in password or _telling(email.partition("@")[0], password):
        return "must not contain your e-mail address"
    if any(_telling(word, password) for word in re.findall(r"\w+", name)):
        return "must not contain your name"
    return None


def _telling(word: str, password: str) -> bool:
    """A part of a name counts from three letters on, two where they are not Latin."""
    return len(word) >= (3 if word.isascii() else 2) and word in password

"""E-mail addresses, normalised so that one address is one text."""

import re

LONGEST = 254  # characters, RFC 5321
# What nearly every address looks like: nothing in it that could be normalised, and nothing that needs a closer look.
_PLAIN = re.compile(
    r"(?=.{1,64}@)[a-z0-9]+(?:[._+-][a-z0-9]+)*@(?:(?=[^.]{1,63}\.)[a-z0-9]+(?:-[a-z0-9]+)*\.)+(?P<top>[a-z]{2,63})"
)
RESERVED = frozenset({"arpa", "invalid", "local", "localhost", "onion", "test"})  # never anybody's: RFC 6761 and others


def email(text: str) -> str:
    """The address as email-validator normalises it. Raises `ValueError` where it is none.

    The library takes as long to load as half of all else in a cold start (its patterns cover all of Unicode), so it is
    asked about those addresses only that are not plain. Where both could answer, they agree; a property test says so.
    """
    plain = _PLAIN.fullmatch(text)
    if plain and plain["top"] not in RESERVED and len(text) <= LONGEST:
        return text
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415

    try:
        return str(validate_email(text, check_deliverability=False).normalized)
    except EmailNotValidError as failure:
        raise ValueError("is no e-mail address") from failure

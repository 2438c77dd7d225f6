"""Values as people type them, turned into what the API takes, or refused: nothing is guessed."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache

import phonenumbers
from babel import Locale

from onestop import addresses

_YEAR_FIRST = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d\d)(\d\d)")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_ALSO_CALLED = {"usa": "US", "uk": "GB", "england": "GB", "holland": "NL", "korea": "KR", "prc": "CN", "uae": "AE"}
_SEPARATORS = re.compile(r"[,;|、，；]")


class Unreadable(ValueError):
    """A value that cannot be taken as it is; the message says why, for the one who mends the file."""


def a_date(text: str, order: str | None = None) -> str:
    """`1908-12-09` for `19081209`, `1908/12/9`, `1908年12月9日` and `13/12/1908`.

    `09/12/1908` can be two days and is refused unless `order`, a strptime format such as %d/%m/%Y, says which.
    """
    if order:
        return _by_format(text, order)
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(text, *[int(part) for part in found.groups() if part])
    if found := _YEAR_LAST.fullmatch(text):
        return _year_last(text, *map(int, found.groups()))
    raise Unreadable(f"{text!r} is no date; write it as 1908-12-09 or say how with --date-format.")


def _by_format(text: str, order: str) -> str:
    try:
        return datetime.strptime(text, order).date().isoformat()
    except ValueError as failure:
        raise Unreadable(f"{text!r} is not a date in the form {order}.") from failure


def _year_last(text: str, first: int, second: int, year: int) -> str:
    if first <= 12 and second <= 12 and first != second:
        raise Unreadable(f"{text!r} can be two days; say which with --date-format %d/%m/%Y or %m/%d/%Y.")
    month, day = (second, first) if first > 12 else (first, second)
    return _day(text, year, month, day)


def _day(text: str, year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError as failure:
        raise Unreadable(f"{text!r} is no day of the calendar.") from failure


def a_phone(text: str, country: str | None) -> str:
    """E.164. A national number needs the country (ISO 3166-1 alpha-2) that it belongs to."""
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException as failure:
        hint = "" if country or "+" in text else "; it needs a country column, --region or a leading +"
        raise Unreadable(f"{text!r} is no phone number{hint}.") from failure
    if not phonenumbers.is_possible_number(number):
        raise Unreadable(f"{text!r} has not as many digits as phone numbers of {country or 'its country'} have.")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def an_email(text: str) -> str:
    """The address, checked for its form; nobody is asked whether it exists."""
    try:
        return addresses.email(text)
    except ValueError as failure:
        raise Unreadable(f"{text!r} is no e-mail address.") from failure


def a_country(text: str) -> str:
    """ISO 3166-1 alpha-2, from the code itself or the country's English or Chinese name."""
    code = _countries().get(_undotted(text))
    if code is None:
        raise Unreadable(f"{text!r} is no country; write its two letters, such as DE or CN.")
    return code


@cache
def _countries() -> dict[str, str]:
    known = dict(_ALSO_CALLED)
    for language in ("en", "zh"):
        names = Locale(language).territories
        known |= {_undotted(name): code for code, name in names.items() if re.fullmatch("[A-Z]{2}", code)}
    return known | {code.casefold(): code for code in known.values()}


def _undotted(text: str) -> str:
    return text.casefold().replace(".", "")


def a_domain(text: str) -> str:
    """`example.com` for `https://www.example.com/shop`."""
    return re.sub(r"^(\w+://)?(www\.)?", "", text).split("/")[0]


def words(texts: Iterable[str]) -> list[str]:
    """The single values of cells that may list several."""
    return [part.strip() for text in texts for part in _SEPARATORS.split(text) if part.strip()]

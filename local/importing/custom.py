"""Columns without a field of ours become fields of the tenant's own: their names and the values that they take."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from local.importing import values
from local.importing.headers import OWN_FIELD, Plan, plain
from local.importing.reading import Sheet
from local.importing.values import Unreadable

_TRUTH = {"yes": True, "true": True, "是": True, "no": False, "false": False, "否": False}
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,10})?")
_NAME_LENGTH = 50


@dataclass(frozen=True)
class Own:
    """One custom field: its name in the API, the column's title, its type and how a cell is read."""

    name: str
    label: str
    type: str

    def value(self, text: str) -> Any:
        """A cell as the JSON value that the field takes. Raises Unreadable."""
        try:
            return _READERS.get(self.type, str)(text)
        except (KeyError, ValueError) as failure:
            raise Unreadable(f"{text!r} in {self.label} is no {self.type}.") from failure


def own_fields(sheet: Sheet, plan: Plan, there: Mapping[str, str]) -> dict[str, Own]:
    """`{column: field}` for every custom column.

    `there` has the types of the fields that the tenant has already, by name; a new field has the type that fits all
    values of its column.
    """
    found: dict[str, Own] = {}
    for number, column in enumerate(sheet.columns, 1):
        meant = plan.fields[column]
        if meant.startswith("custom"):
            told = re.fullmatch(OWN_FIELD, meant)
            name = told[1] if told else _free(camel(column) or f"field{number}", {own.name for own in found.values()})
            found[column] = Own(name, column[:100], there.get(name) or _type(column, sheet.values(column)))
    return found


def camel(column: str) -> str:
    """`monthlyCharges` for "Monthly Charges"; "" where no Latin letters are."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", re.sub(r"^[\W\d_]+", "", column))
    return "".join(part.capitalize() if number else part.lower() for number, part in enumerate(parts))[:_NAME_LENGTH]


def _free(name: str, taken: set[str]) -> str:
    candidates = [name, *(f"{name[: _NAME_LENGTH - 3]}{number}" for number in range(2, 1000))]
    return next(each for each in candidates if each not in taken)


def _type(column: str, texts: list[str]) -> str:
    # The digits of a number of something are a name: nobody adds them up.
    return "text" if re.search(r"(id|code|编号|号码)$", plain(column)) else fitting(texts)


def fitting(texts: Iterable[str]) -> str:
    """The first of boolean, integer, number and date that takes every value, else text."""
    found = set(texts)
    if not found:
        return "text"
    return next((kind for kind, reader in _READERS.items() if all(_fits(reader, text) for text in found)), "text")


def _fits(reader: Callable[[str], Any], text: str) -> bool:
    try:
        reader(text)
    except (KeyError, ValueError):
        return False
    return True


def _number(text: str) -> str:
    # As text: a JSON fraction would not keep its digits.
    if not _NUMBER.fullmatch(text):
        raise ValueError("no number, or one whose leading zeros mean something")
    return text


def _integer(text: str) -> int:
    return int(_number(text))


def _dashed_date(text: str) -> str:
    # Eight digits are as often a number of something as a date.
    if text.isdigit():
        raise ValueError("digits only")
    return values.a_date(text)


_READERS: dict[str, Callable[[str], Any]] = {
    "boolean": lambda text: _TRUTH[text.casefold()],
    "integer": _integer,
    "number": _number,
    "date": _dashed_date,
}

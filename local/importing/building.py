"""From a row to the customer that it describes, as the API takes it."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from local.importing import values
from local.importing.custom import Own
from local.importing.headers import REPORT, Plan
from local.importing.reading import Row
from local.importing.values import Unreadable

_TEXTS = ("name", "givenName", "familyName", "company", "language")
_PLACES = ("city", "region", "postalCode")


@dataclass(frozen=True)
class Choices:
    """What the caller decided: `system` names the source in `externalIds`; `region` is the country of phones and
    addresses that name none; `strict` refuses a row with a value that cannot be read, instead of leaving that out."""

    system: str
    region: str | None = None
    date_format: str | None = None
    strict: bool = False


@dataclass
class Made:
    """A customer, the value that it is matched by, and what was left out on the way."""

    key: str
    body: dict[str, Any]
    dropped: list[str] = field(default_factory=list)


def make(row: Row, plan: Plan, own: Mapping[str, Own], choices: Choices) -> Made:
    """The customer of a row. Raises Unreadable."""
    return _Maker(row, plan, own, choices).made()


class _Maker:
    """One row under way."""

    def __init__(self, row: Row, plan: Plan, own: Mapping[str, Own], choices: Choices) -> None:
        self.row, self.plan, self.own, self.choices = row, plan, own, choices
        self.dropped: list[str] = []

    def made(self) -> Made:
        key = _key(self.row, self.plan)
        body: dict[str, Any] = {"kind": self.plan.kind, "externalIds": {self.choices.system: key}}
        body |= {name: cells[0] for name in _TEXTS if (cells := self._cells(name))}
        body |= self._contacts()
        body |= {"birthDate": born[0]} if (born := self._read("birthDate", self._date)) else {}
        body |= {"custom": custom} if (custom := dict(self._custom())) else {}
        if not {"name", "givenName", "familyName"} & body.keys():
            body["name"] = self._stand_in(key)
        return Made(key, body, self.dropped)

    def _contacts(self) -> dict[str, Any]:
        country = next(iter(self._read("country", values.a_country)), self.choices.region)
        phones = self._read("phone", lambda text: values.a_phone(text, country))
        found = {
            "emails": [{"address": each} for each in _once(self._read("email", values.an_email))],
            "phones": [{"number": each} for each in _once(phones)],
            "addresses": self._addresses(country),
            "tags": _once(values.words(self._cells("tag"))),
            "domains": _once(self._read("domain", values.a_domain)),
        }
        return {name: each for name, each in found.items() if each}

    def _addresses(self, country: str | None) -> list[dict[str, str]]:
        line = " ".join([*self._cells("streetNumber"), *self._cells("street")])
        street = ", ".join(part for part in [line, *self._cells("street2")] if part)
        said = {"street": street, **{name: " ".join(self._cells(name)) for name in _PLACES}}
        place = {name: text for name, text in said.items() if text}
        return [place | ({"country": country} if country else {})] if place or self._cells("country") else []

    def _custom(self) -> Iterator[tuple[str, Any]]:
        for column, own in self.own.items():
            if self.row.cells[column]:
                yield own.name, own.value(self.row.cells[column])

    def _cells(self, name: str) -> list[str]:
        return [cell for column in self.plan.of(name) if (cell := self.row.cells[column])]

    def _read(self, name: str, reader: Callable[[str], str]) -> list[str]:
        """The values of a field; one that cannot be read is left out and noted, or refuses the row."""
        found = []
        for text in self._cells(name):
            try:
                found.append(reader(text))
            except Unreadable as failure:
                if self.choices.strict:
                    raise
                self.dropped.append(str(failure))
        return found

    def _date(self, text: str) -> str:
        return values.a_date(text, self.choices.date_format)

    def _stand_in(self, key: str) -> str:
        """A list of contracts, say, names nobody: its customers are called by their key."""
        if any(self.plan.of(name) for name in ("name", "givenName", "familyName")):
            raise Unreadable("The row has no name.")
        return key


def _key(row: Row, plan: Plan) -> str:
    if plan.key is None:
        said = {column: cell for column, cell in row.cells.items() if column not in REPORT}
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:32]
    if not row.cells[plan.key]:
        raise Unreadable(f"The row has no {plan.key}, which says whose row it is.")
    return row.cells[plan.key]


def _once(found: list[str]) -> list[str]:
    return list(dict.fromkeys(found))

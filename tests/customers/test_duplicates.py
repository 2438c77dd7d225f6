"""Who looks like somebody that is there already."""

import csv
import os
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from customers.domain.duplicates import match_keys, soundex
from tests.customers.people import path, registered
from tests.support.gateway import Browser

BORN = {"birthDate": "1980-02-01"}
HOME = {"addresses": [{"street": "14 Mill Lane", "city": "Leeds", "postalCode": "LS1 4AP"}]}


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({"name": "Catherine Meyer", **BORN}, {"name": "Meier, Katherine", **BORN}, None),
        ({"name": "Amy Waller", **BORN}, {"name": "Amie Wahler", **BORN}, "similar name and same date of birth"),
        ({"name": "王小明", **BORN}, {"name": "王小明", **BORN}, "similar name and same date of birth"),
        ({"name": "王小明", **BORN}, {"name": "王大伟", **BORN}, None),
        ({"name": "Amy Waller", **HOME}, {"name": "Amy Weller", **HOME}, "similar name and same postal code"),
        ({"name": "Amy W", **HOME, **BORN}, {"name": "Z Q", **HOME, **BORN}, "same street and date of birth"),
        ({"name": "Amy Waller"}, {"name": "Amy Waller"}, None),
    ],
)
def test_two_facts_make_a_candidate_and_a_name_alone_does_not(
    one: dict[str, Any], other: dict[str, Any], reason: str | None
) -> None:
    shared = match_keys({"kind": "person", **one}).items() & match_keys({"kind": "person", **other}).items()
    assert (reason is None and not shared) or reason in dict(shared).values()


@pytest.mark.parametrize(("name", "code"), [("Robert", "r163"), ("Tymczak", "t522"), ("Pfister", "p236"), ("王", "")])
def test_names_that_sound_alike_have_one_code(name: str, code: str) -> None:
    assert soundex(name) == code


def test_a_customer_has_six_match_keys_at_most() -> None:
    whole = {"kind": "person", "name": "Ada King Lovelace", "company": "Acme", **BORN, **HOME}
    assert len(match_keys(whole)) == 6


def test_a_change_that_makes_somebody_look_like_another_is_refused_unless_allowed(desk: Browser) -> None:
    first, second = registered(desk, **BORN), registered(desk, "Bea")
    refused = desk.patch(path(second), {"name": "Ada Lovelace", **BORN})
    allowed = desk.patch(path(second) + "?allowDuplicates=true", {"name": "Ada Lovelace", **BORN})

    assert (refused.status, refused.json["code"]) == (409, "PossibleDuplicate")
    assert refused.json["candidates"] == [{"id": first["id"], "reasons": ["similar name and same date of birth"]}]
    assert (allowed.status, desk.patch(path(first), {"company": "Acme"}).status) == (200, 200)


def people(file: str) -> list[tuple[str, dict[str, Any]]]:
    """(who it is, the record) of people of whom some are there several times, with typing errors."""
    folder = os.environ.get("ONESTOP_DATA")
    if not folder:
        pytest.skip("ONESTOP_DATA names no folder with febrl1.csv")
    with (Path(folder) / file).open(encoding="utf-8") as lines:
        rows = [{k.strip(): v.strip() for k, v in row.items()} for row in csv.DictReader(lines)]
    return [(row["rec_id"].split("-")[1], person(row)) for row in rows]


def person(row: dict[str, str]) -> dict[str, Any]:
    address = {"street": f"{row['street_number']} {row['address_1']}".strip(), "city": row["suburb"],
               "postalCode": row["postcode"]}  # fmt: skip
    name = f"{row['given_name']} {row['surname']}".strip()
    return {"kind": "person", "name": name, "birthDate": row["date_of_birth"], "addresses": [address]}


def pairs(people: list[tuple[str, dict[str, Any]]], groups: Callable[[str, dict[str, Any]], Any]) -> set[Any]:
    found: dict[str, list[int]] = {}
    for number, (who, record) in enumerate(people):
        for group in groups(who, record):
            found.setdefault(group, []).append(number)
    return {pair for numbers in found.values() for pair in combinations(numbers, 2)}


def test_most_of_those_who_are_there_twice_are_found_and_hardly_anybody_else() -> None:
    everybody = people("febrl1.csv")
    true = pairs(everybody, lambda who, _: [who])
    found = pairs(everybody, lambda _, record: match_keys(record))

    assert len(found & true) / len(true) > 0.92
    assert len(found & true) / len(found) > 0.99

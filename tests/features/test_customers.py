"""The steps of customers.feature."""

from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from tests.support import tables
from tests.support.gateway import Browser

scenarios("customers.feature")
NEWS = {"channel": "email", "address": "ada@example.org", "purpose": "newsletter", "source": "call"}


@pytest.fixture
def desk(aws: None) -> Browser:
    tables.create("customers")
    from customers.api import app  # noqa: PLC0415  needs the environment above

    return Browser(app)


@pytest.fixture
def told() -> dict[str, Any]:
    """What the desk knows and was answered so far."""
    return {}


@given(parsers.parse('"{name}" is registered with the address "{address}"'))
@when(parsers.parse('somebody registers "{name}" with the address "{address}"'))
def _by_address(desk: Browser, told: dict[str, Any], name: str, address: str) -> None:
    register(desk, told, {"kind": "person", "name": name, "emails": [{"address": address}]})


@given(parsers.parse('"{name}" is registered, born on "{day}"'))
@when(parsers.parse('somebody registers "{name}", born on "{day}"'))
def _by_birth(desk: Browser, told: dict[str, Any], name: str, day: str) -> None:
    register(desk, told, {"kind": "person", "name": name, "birthDate": day})


def register(desk: Browser, told: dict[str, Any], body: dict[str, Any]) -> None:
    told["body"], told["reply"] = body, desk.post("/customers", body)
    told.setdefault("first", told["reply"].json)


@then(parsers.parse('it is refused because "{code}", and "{name}" is named as the one who has it'))
def _refused(told: dict[str, Any], code: str, name: str) -> None:
    problem = told["reply"].json
    assert (problem["status"], problem["code"]) == (409, code)
    assert [each["id"] for each in problem["candidates"]] == [told["first"]["id"]]
    assert told["first"]["name"] == name


@then("it is accepted if somebody says that it is another person")
def _insisted(desk: Browser, told: dict[str, Any]) -> None:
    assert desk.post("/customers?allowDuplicates=true", told["body"]).status == 201


@given("she gave consent to the newsletter", target_fixture="consent")
def _gave(desk: Browser, told: dict[str, Any]) -> Any:
    return desk.post(f"/customers/{told['first']['id']}/consents", NEWS | {"state": "given"}).json


@when("she withdraws consent to the newsletter")
def _withdrew(desk: Browser, told: dict[str, Any]) -> None:
    desk.post(f"/customers/{told['first']['id']}/consents", NEWS | {"state": "withdrawn"})


@then(parsers.parse('whoever is about to write to "{address}" is told "{state}"'))
def _is_told(desk: Browser, address: str, state: str) -> None:
    found = desk.get(f"/consents?address={address}&purpose=newsletter").json["data"]
    assert [each["state"] for each in found] == [state]


@when("somebody moves her to the trash and takes her out again")
def _there_and_back(desk: Browser, told: dict[str, Any]) -> None:
    desk.delete(f"/customers/{told['first']['id']}")
    assert desk.post(f"/trash/customers/{told['first']['id']}/restore").status == 200


@then(parsers.parse('she is found by the address "{address}"'))
def _found(desk: Browser, told: dict[str, Any], address: str) -> None:
    found = desk.get(f"/customers?email={address}").json["data"]
    assert [each["id"] for each in found] == [told["first"]["id"]]

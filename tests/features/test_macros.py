"""The steps of macros.feature."""

from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from tests.support.gateway import Browser
from tests.support.wire import Wire
from tests.tickets.conftest import customers as _customers
from tests.tickets.desk import CUSTOMER, browser, now, opened, patched, path
from tests.tickets.neighbours import Customers
from tests.tickets.ruling import leaf

scenarios("macros.feature")
Told = dict[str, Any]
customers = _customers
REFUND = [
    {"reply": {"body": "Your refund is on its way."}},
    {"note": {"body": "Ask payments."}},
    {"addTags": ["refund"]},
    {"priority": "raise"},
    {"status": "pending"},
]


@pytest.fixture
def wire(aws: None) -> Wire:
    return Wire("tickets")


@pytest.fixture
def desk(wire: Wire) -> Browser:
    return browser()


@pytest.fixture
def told() -> Told:
    """What the scenario speaks of."""
    return {}


def comments(desk: Browser, told: Told) -> list[bool]:
    return sorted(each["public"] for each in desk.get(path(told["ticket"], "comments")).json["data"])


@given("a macro that replies, notes, tags, raises the priority and waits for the customer")
def _macro(desk: Browser, told: Told) -> None:
    told["macro"] = desk.post("/macros", {"name": "Refund", "actions": REFUND}).json


@given("a ticket of normal priority")
def _ticket(desk: Browser, told: Told) -> None:
    told["ticket"] = opened(desk)


@given("a saved reply in English and in Chinese")
def _saved(desk: Browser, told: Told) -> None:
    bodies = {
        "en": "Dear {{requester.name}}, your refund is on its way.",
        "zh-CN": "{{requester.name}}，您的退款正在处理。",
    }
    told["saved"] = desk.post("/saved-replies", {"name": "Refund", "bodies": bodies}).json


@given(parsers.parse('a ticket in "{language}" of "{name}"'))
def _of(desk: Browser, told: Told, customers: Customers, language: str, name: str) -> None:
    customers.names[CUSTOMER] = name
    told["ticket"] = opened(desk, language=language)


@given(parsers.parse('a ticket in "{language}" of nobody who is known'))
def _of_nobody(desk: Browser, told: Told, customers: Customers, language: str) -> None:
    customers.names.clear()
    told["ticket"] = opened(desk, language=language)


@given(parsers.parse("{count:d} tickets about a kettle, one of them closed, and one about a lamp"))
def _kettles(desk: Browser, told: Told, count: int) -> None:
    told["kettles"] = [opened(desk, category="kettle") for _ in range(count)]
    patched(desk, told["kettles"][0], status="closed")
    told["lamp"] = opened(desk, category="lamp")


@when("an agent uses it")
def _use(desk: Browser, told: Told) -> None:
    reply = desk.post(path(told["ticket"], "macros", told["macro"]["id"]), idempotency_key="click")
    assert reply.status == 200


@when("an agent's browser sends the click twice")
def _use_twice(desk: Browser, told: Told) -> None:
    _use(desk, told)
    _use(desk, told)


@when("an agent looks at what it would do")
def _look(desk: Browser, told: Told) -> None:
    told["preview"] = desk.get(f"/macros/{told['macro']['id']}/preview?ticket={told['ticket']['id']}").json


@when(parsers.parse('somebody saves the reply "{text}"'))
def _save(desk: Browser, told: Told, text: str) -> None:
    told["reply"] = desk.post("/saved-replies", {"name": "x", "bodies": {"en": text}})


@when(parsers.parse('the lead tags all about the kettle as "{tag}"'))
def _tag_all(desk: Browser, told: Told, wire: Wire, tag: str) -> None:
    asked = {"condition": leaf("category", "is", "kettle"), "actions": [{"addTags": [tag]}]}
    job = desk.post("/batch-jobs", asked).json
    wire.carry()
    told["job"] = desk.get(f"/batch-jobs/{job['id']}").json


@then("the customer has one reply, and the team one note")
def _written(desk: Browser, told: Told) -> None:
    assert comments(desk, told) == [False, True]


@then(parsers.parse('the ticket is pending, has the priority high and the tag "{tag}"'))
def _changed(desk: Browser, told: Told, tag: str) -> None:
    after = now(desk, told["ticket"])
    assert (after["status"], after["priority"], after["tags"]) == ("pending", "high", [tag])


@then("the priority would go from normal to high, and nothing has changed")
def _shown(desk: Browser, told: Told) -> None:
    assert told["preview"]["changes"]["priority"] == {"before": "normal", "after": "high"}
    assert now(desk, told["ticket"]) == told["ticket"]


@then(parsers.parse('the saved reply says "{text}"'))
def _says(desk: Browser, told: Told, text: str) -> None:
    asked = f"/saved-replies/{told['saved']['id']}/rendering?ticket={told['ticket']['id']}"
    assert desk.get(asked).json["body"] == text


@then("it is refused, and says which variables there are")
def _refused(told: Told) -> None:
    assert told["reply"].status == 422
    assert "requester.name" in told["reply"].json["errors"][0]["reason"]


@then(parsers.parse("{count:d} are tagged, the closed one is named, and the lamp's is as it was"))
def _tagged(desk: Browser, told: Told, count: int) -> None:
    closed, *others = told["kettles"]
    assert told["job"]["changed"] == count == len([1 for each in others if now(desk, each)["tags"] == ["recall"]])
    assert [each["ticket"] for each in told["job"]["failures"]] == [closed["id"]]
    assert now(desk, told["lamp"]) == told["lamp"]

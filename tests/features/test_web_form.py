"""The steps of web_form.feature."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from freezegun import freeze_time
from pytest_bdd import given, parsers, scenarios, then, when

from tests.support import tables
from tests.support.answering import answering
from tests.support.gateway import Browser, Reply
from tests.tickets.desk import CUSTOMER, browser
from tests.tickets.test_web_forms import NOON, SAID, TEXTS, hidden, read, sent
from tests.tickets.test_web_forms import tickets as tickets_of

scenarios("web_form.feature")


@dataclass
class World:
    """The desk, its form, the clock, and what came of the last page that was sent."""

    desk: Browser
    time: Any
    form: dict[str, Any] = field(default_factory=dict)
    reply: Reply | None = None

    def sends(self, **said: str) -> None:
        page = read(self.desk, self.form, accept_language="zh-CN")
        self.time.tick(timedelta(seconds=30))
        self.reply = sent(self.desk, self.form, SAID | hidden(page) | said)


@pytest.fixture
def world(aws: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    from tickets.service import web_asking  # noqa: PLC0415  needs the environment of the tests

    tables.create("tickets")
    web_asking._customers.cache_clear()
    with answering(lambda _: (200, {"customer": CUSTOMER, "new": False})) as server, freeze_time(NOON) as time:
        monkeypatch.setenv("AWS_ENDPOINT_URL_LAMBDA", server.url)
        yield World(browser(), time)


@given(parsers.parse('the form "{name}" in English and Chinese'))
def _form(world: World, name: str) -> None:
    world.form = world.desk.post("/web-forms", {"name": name, "texts": TEXTS}).json


@when("Mei opens the page with a browser that prefers Chinese, fills it in and sends it")
def _asks(world: World) -> None:
    world.sends()


@when("Mei sends the page without her e-mail address")
def _without_address(world: World) -> None:
    world.sends(email="")


@when("Mei fills the page in and sends it twice")
def _twice(world: World) -> None:
    page = SAID | hidden(read(world.desk, world.form))
    world.time.tick(timedelta(seconds=30))
    for _ in range(2):
        world.reply = sent(world.desk, world.form, page)


@when("a program fills in the page, and the field that people do not see")
def _program(world: World) -> None:
    world.sends(website="http://spam.example")


@then("she is given the number of her ticket")
def _number(world: World) -> None:
    assert world.reply
    assert tickets_of(world.desk)[0]["number"] in world.reply.text


@then("the desk has one ticket from the web, in Chinese, of the customer whose address it is")
def _ticket(world: World) -> None:
    found = [(each["channel"], each["language"], each["requester"]) for each in tickets_of(world.desk)]
    assert found == [("web", "zh-CN", CUSTOMER)]


@then("the page says that it is needed, and keeps what she wrote")
def _kept(world: World) -> None:
    assert world.reply
    assert world.reply.status == 422
    assert "不能为空" in world.reply.text
    assert "Where is it?" in world.reply.text


@then(parsers.re(r"the desk has (?P<count>no|\d+) tickets?"))
def _tickets(world: World, count: str) -> None:
    assert len(tickets_of(world.desk)) == (0 if count == "no" else int(count))

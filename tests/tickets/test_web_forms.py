"""Forms by which anybody may open a ticket."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from freezegun import freeze_time

from tests.support.answering import Server, answering
from tests.support.gateway import Browser, Reply
from tests.tickets.desk import CUSTOMER, agent, browser
from tests.tickets.test_web_page import Read

NOON = "2026-11-22T12:00:00Z"
FORM = "application/x-www-form-urlencoded"
TEXTS = {"en": {"title": "Ask us", "labels": {"plan": "Your plan"}}, "zh-CN": {"title": "联系我们"}}
SAID = {"name": "林小梅", "email": "mei@example.org", "subject": "包裹", "description": "Where is it?"}
PLAN = {"key": "plan", "label": "Plan", "kind": "choice", "options": ["basic", "full"]}


@pytest.fixture
def customers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The task door of customers, which knows everybody."""
    from tickets.service import web_asking  # noqa: PLC0415  needs the environment of the tests

    web_asking._customers.cache_clear()
    with answering(lambda _: (200, {"customer": CUSTOMER, "new": False})) as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL_LAMBDA", server.url)
        yield server


def made(desk: Browser, **said: Any) -> dict[str, Any]:
    reply = desk.post("/web-forms", {"name": "Help", "texts": TEXTS, **said})
    assert reply.status == 201, reply.text
    form: dict[str, Any] = reply.json
    return form


def read(desk: Browser, form: dict[str, Any], query: str = "", **headers: str) -> Read:
    reply = desk.get(f"/public/forms/{form['key']}{query}", **headers)
    assert reply.status == 200, reply.text
    return Read(reply.text)


def hidden(page: Read) -> dict[str, str]:
    return {str(each["name"]): str(each["value"]) for each in page.all("input") if each.get("type") == "hidden"}


def sent(desk: Browser, form: dict[str, Any], said: dict[str, str]) -> Reply:
    return desk.post(f"/public/forms/{form['key']}", urlencode(said), content_type=FORM)


def tickets(desk: Browser) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.get("/tickets").json["data"]
    return found


def test_somebody_fills_the_page_in_and_a_ticket_is_opened(desk: Browser, customers: Server) -> None:
    with freeze_time(NOON) as time:
        form = made(desk, tags=["web"])
        page = read(desk, form, "?lang=zh")
        time.tick(timedelta(seconds=30))
        reply = sent(desk, form, SAID | hidden(page))
    ticket = tickets(desk)[0]
    assert reply.status == 201
    assert ticket["number"] in reply.text
    assert (ticket["subject"], ticket["channel"], ticket["requester"]) == ("包裹", "web", CUSTOMER)
    assert (ticket["language"], ticket["tags"]) == ("zh-CN", ["web"])


def test_customers_is_asked_who_it_is(desk: Browser, customers: Server) -> None:
    sent(desk, made(desk), SAID)
    asked = customers.asked[0].body
    assert (asked["task"], asked["input"]) == ("Recognise", {"name": "林小梅", "email": "mei@example.org"})


def test_the_page_speaks_the_language_of_the_browser(desk: Browser) -> None:
    form = made(desk)
    assert "联系我们" in read(desk, form, accept_language="zh-CN,zh;q=0.9").text
    assert "Ask us" in read(desk, form, accept_language="de").text


def test_the_form_asks_for_the_fields_of_its_type(desk: Browser, customers: Server) -> None:
    desk.put("/ticket-types/plan-question", {"name": "Plan", "fields": [PLAN], "requiredOnCreate": ["custom.plan"]})
    form = made(desk, ticketType="plan-question", fields=["plan"])
    assert "Your plan" in read(desk, form).text
    refused = sent(desk, form, SAID | {"custom.plan": "gold"})
    assert (refused.status, "Your plan" in refused.text, "Where is it?" in refused.text) == (422, True, True)
    assert sent(desk, form, SAID | {"custom.plan": "full"}).status == 201
    assert [each["custom"] for each in tickets(desk)] == [{"plan": "full"}]


def test_a_form_that_lacks_what_its_tickets_need_is_refused(desk: Browser) -> None:
    desk.put("/ticket-types/plan-question", {"name": "Plan", "fields": [PLAN], "requiredOnCreate": ["custom.plan"]})
    for fields in ([], ["colour"]):
        reply = desk.post("/web-forms", {"name": "x", "texts": TEXTS, "ticketType": "plan-question", "fields": fields})
        assert reply.status == 422


def test_what_is_missing_is_said_and_the_rest_is_kept(desk: Browser, customers: Server) -> None:
    reply = sent(desk, made(desk), SAID | {"email": " "})
    page = Read(reply.text)
    assert reply.status == 422
    assert "Your e-mail address: is needed" in page.text
    assert next(each for each in page.all("input") if each["name"] == "name")["value"] == "林小梅"
    assert tickets(desk) == []


def test_what_programs_fill_in_is_thanked_and_thrown_away(desk: Browser, customers: Server) -> None:
    assert sent(desk, made(desk), SAID | {"website": "http://spam.example"}).status == 201
    assert tickets(desk) == []


def test_nobody_fills_a_page_in_within_a_second_or_keeps_it_for_a_day(desk: Browser, customers: Server) -> None:
    with freeze_time(NOON) as time:
        form = made(desk)
        said = SAID | hidden(read(desk, form))
        assert "very quick" in sent(desk, form, said).text
        time.tick(timedelta(hours=13))
        assert "too long" in sent(desk, form, said).text
        assert "too long" in sent(desk, form, SAID | {"opened": "forged"}).text


def test_a_page_that_is_sent_twice_opens_one_ticket(desk: Browser, customers: Server) -> None:
    with freeze_time(NOON) as time:
        form = made(desk)
        said = SAID | hidden(read(desk, form))
        time.tick(timedelta(seconds=30))
        replies = [sent(desk, form, said) for _ in range(2)]
    assert replies[0].text == replies[1].text
    assert len(tickets(desk)) == 1


def test_twenty_an_hour_from_one_address_are_enough(desk: Browser, customers: Server) -> None:
    form = made(desk)
    with freeze_time(NOON) as time:
        assert {sent(desk, form, SAID).status for _ in range(20)} == {201}
        assert sent(desk, form, SAID).status == 429
        time.tick(timedelta(hours=1))
        assert sent(desk, form, SAID).status == 201


def test_a_program_sends_json_and_is_told_the_number(desk: Browser, customers: Server) -> None:
    form = made(desk)
    reply = desk.post(f"/public/forms/{form['key']}", SAID)
    assert (reply.status, reply.json) == (201, {"number": tickets(desk)[0]["number"]})
    assert desk.post(f"/public/forms/{form['key']}", SAID | {"email": ""}).json["code"] == "Invalid"


def test_a_form_that_is_not_there_or_not_active_takes_nothing(desk: Browser, customers: Server) -> None:
    form = made(desk)
    desk.put(f"/web-forms/{form['id']}", {"name": "Help", "texts": TEXTS, "active": False})
    for key in (form["key"], "x", f"{form['id']}.{form['id']}"):
        assert desk.get(f"/public/forms/{key}").status == 404
        assert desk.post(f"/public/forms/{key}", SAID).status == 404


def test_only_those_who_set_the_desk_up_make_forms(desk: Browser) -> None:
    assert agent().post("/web-forms", {"name": "Help", "texts": TEXTS}).status == 403
    assert browser().post("/web-forms", {"name": "Help", "texts": {"fr": {"title": "Aide"}}}).status == 422


def test_a_form_is_listed_and_changed(desk: Browser) -> None:
    form = made(desk)
    changed = desk.put(f"/web-forms/{form['id']}", {"name": "Help us", "texts": TEXTS}, if_match='"1"').json
    assert (changed["name"], changed["key"], changed["version"]) == ("Help us", form["key"], 2)
    assert [each["name"] for each in desk.get("/web-forms").json["data"]] == ["Help us"]
    assert desk.put(f"/web-forms/{form['id']}", {"name": "x", "texts": TEXTS}, if_match='"1"').status == 412

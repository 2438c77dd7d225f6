"""The steps of tickets.feature."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from freezegun import freeze_time
from pytest_bdd import given, parsers, scenarios, then, when

from tests.support import tables
from tests.support.gateway import CONTEXT, MEMBER, Browser
from tests.tickets.desk import BEN, agent, browser, closed, heard, noted, now, opened, patched, path, replied

scenarios("tickets.feature")
Told = dict[str, Any]
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def desk(aws: None) -> Browser:
    tables.create("tickets")
    return browser()


@pytest.fixture
def told() -> Told:
    """What the scenario speaks of, and what was answered last."""
    return {"at": NOON}


@given(parsers.parse("a desk where a solved ticket may come back for {reopen:d} days and is closed after {close:d}"))
def _settings(desk: Browser, reopen: int, close: int) -> None:
    assert desk.put("/ticket-settings", {"reopenDays": reopen, "closeDays": close}).status == 200


@given(parsers.re(r"a ticket that was solved (?P<days>\d+) days? ago"))
def _solved(desk: Browser, told: Told, days: str) -> None:
    with freeze_time(NOON - timedelta(days=int(days), seconds=1)):
        told["ticket"] = patched(desk, opened(desk), status="solved")


@given("an open ticket")
def _open(desk: Browser, told: Told) -> None:
    told["ticket"] = patched(desk, opened(desk), status="open")


@given("two agents who look at the same ticket")
def _looked_at(desk: Browser, told: Told) -> None:
    told["ticket"] = opened(desk)


@given("returns that need a reason before they are resolved")
def _form(desk: Browser, told: Told) -> None:
    reason = {"key": "reason", "label": "Reason", "kind": "choice", "options": ["broken", "late"]}
    desk.put("/ticket-types/return", {"name": "Return", "fields": [reason], "requiredToResolve": ["custom.reason"]})
    told["ticket"] = opened(desk, type="return")


@given("a view of tickets that are new or open, and urgent or of a customer who is VIP")
def _view(desk: Browser, told: Told) -> None:
    urgent = {"field": "priority", "op": "is", "value": "urgent"}
    vip = {"field": "requesterTier", "op": "is", "value": "VIP"}
    live = {"field": "statusCategory", "op": "in", "value": ["new", "open"]}
    told["view"] = desk.post("/views", {"name": "Now", "condition": {"all": [live, {"any": [urgent, vip]}]}}).json


@given("tickets that are urgent, of a VIP, of no hurry, and closed though urgent")
def _tickets(desk: Browser, told: Told) -> None:
    told["tickets"] = [opened(desk, priority="urgent"), opened(desk, requesterTier="VIP"), opened(desk)]
    closed(desk, priority="urgent")


@when(parsers.parse('a customer asks "{text}"'))
def _asks(desk: Browser, told: Told, text: str) -> None:
    told["ticket"] = opened(desk, subject=text)


@when(parsers.parse('an agent replies "{text}"'))
def _replies(desk: Browser, told: Told, text: str) -> None:
    replied(desk, told["ticket"], text)


@when(parsers.parse('the customer writes "{text}"'))
def _writes(desk: Browser, told: Told, text: str) -> None:
    with freeze_time(told["at"]):
        told["message"] = heard(desk, told["ticket"], text)


@when("a minute passes")
def _sweep(told: Told) -> None:
    from tickets.schedules import handler  # noqa: PLC0415  needs the environment of the tests

    with freeze_time(told["at"]):
        handler({"task": "Sweep"}, CONTEXT)


@when(parsers.re(r"(?P<who>Ada|Ben) sets its (?P<field>priority|category) to (?P<value>\w+)"))
def _sets(told: Told, who: str, field: str, value: str) -> None:
    member = {"Ada": MEMBER, "Ben": BEN}[who]
    told["reply"] = agent(member).patch(path(told["ticket"]), {field: value}, if_match='"1"')


@when("an agent solves a return without a reason")
def _solves_too_early(desk: Browser, told: Told) -> None:
    told["reply"] = desk.patch(path(told["ticket"]), {"status": "solved"})


@when("the agent gives the reason broken and solves it")
def _solves(desk: Browser, told: Told) -> None:
    patched(desk, told["ticket"], status="solved", custom={"reason": "broken"})


@when(parsers.parse('an agent notes "{text}" and mentions Ben'))
def _notes(desk: Browser, told: Told, text: str) -> None:
    told["note"] = noted(desk, told["ticket"], text, mentions=[BEN])


@when("it is put to sleep for 2 days")
def _sleeps(desk: Browser, told: Told) -> None:
    with freeze_time(NOON):
        until = (NOON + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M:%SZ")
        assert desk.post(path(told["ticket"], "snooze"), {"until": until}).status == 200


@then(parsers.re(r"the ticket is (?P<category>new|open|solved|closed)( and (?P<who>.+))?(, for the 2nd time)?"))
def _is(desk: Browser, told: Told, category: str, who: str | None) -> None:
    ticket = now(desk, told["ticket"])
    assert ticket["statusCategory"] == category
    if who:
        assert bool(ticket["waitingSince"]) == (who == "the customer waits")
    if told.get("message"):
        assert ticket["reopens"] == 1


@then("there is a new ticket that follows the old one")
def _follows(desk: Browser, told: Told) -> None:
    follows = desk.get(f"/tickets/{told['message']['ticket']}").json
    assert (follows["statusCategory"], follows["followUpOf"]) == ("new", told["ticket"]["id"])


@then("the old one stays solved")
def _stays(desk: Browser, told: Told) -> None:
    assert now(desk, told["ticket"])["statusCategory"] == "solved"


@then("it cannot be changed any more")
def _final(desk: Browser, told: Told) -> None:
    assert desk.patch(path(told["ticket"]), {"status": "open"}).status == 409


@then("the ticket has the priority high and the category shipping")
def _merged(desk: Browser, told: Told) -> None:
    ticket = now(desk, told["ticket"])
    assert (ticket["priority"], ticket["category"]) == ("high", "shipping")


@then("the ticket has the priority high")
def _high(desk: Browser, told: Told) -> None:
    assert now(desk, told["ticket"])["priority"] == "high"


@then("Ben is shown that it was normal, is high and that he wants low")
def _conflict(told: Told) -> None:
    shown = [{"field": "priority", "base": "normal", "theirs": "high", "yours": "low"}]
    assert (told["reply"].status, told["reply"].json["conflicts"]) == (412, shown)


@then(parsers.parse('the agent is told that "{pointer}" is missing'))
def _missing(told: Told, pointer: str) -> None:
    assert (told["reply"].status, told["reply"].json["errors"][0]["pointer"]) == (422, pointer)


@then("Ben follows the ticket")
def _followed(desk: Browser, told: Told) -> None:
    assert now(desk, told["ticket"])["followers"] == [BEN]


@then("the customer is shown none of it")
def _internal(told: Told) -> None:
    assert told["note"]["public"] is False


@then("it wakes when 2 days have passed")
def _wakes(desk: Browser, told: Told) -> None:
    asleep = now(desk, told["ticket"])["snoozedUntil"]
    told["at"] = NOON + timedelta(days=2)
    _sweep(told)
    assert (asleep is not None, now(desk, told["ticket"])["snoozedUntil"]) == (True, None)


@then("it wakes at once when the customer writes before")
def _woken(desk: Browser, told: Told) -> None:
    _sleeps(desk, {**told, "ticket": (other := opened(desk))})
    heard(desk, other)
    assert now(desk, other)["snoozedUntil"] is None


@then("the view shows the first two")
def _shows(desk: Browser, told: Told) -> None:
    found = [each["id"] for each in desk.get(f"/views/{told['view']['id']}/tickets").json["data"]]
    assert found == [each["id"] for each in told["tickets"][1::-1]]

"""The steps of tickets_together.feature."""

from dataclasses import dataclass, field
from typing import Any

import boto3
import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from tests.support.gateway import Browser, Reply
from tests.support.wire import Wire
from tests.tickets import desk as at
from tests.tickets.test_attachments import BUCKET, PHOTO, completed, put

scenarios("tickets_together.feature")


@dataclass
class World:
    """The desk, its tickets by their subjects, and what came of the last request."""

    wire: Wire
    desk: Browser
    tickets: dict[str, dict[str, Any]] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    reply: Reply | None = None

    def open(self, subject: str) -> dict[str, Any]:
        self.tickets[subject] = at.opened(self.desk, subject=subject)
        return self.tickets[subject]

    def path(self, subject: str, *parts: str) -> str:
        return at.path(self.tickets[subject], *parts)

    def now(self, subject: str) -> dict[str, Any]:
        return at.now(self.desk, self.tickets[subject])


@pytest.fixture
def world(aws: None) -> World:
    return World(Wire("tickets"), at.browser())


@given(parsers.parse('a ticket "{subject}"'))
def _a_ticket(world: World, subject: str) -> None:
    world.open(subject)


@given(parsers.parse('a ticket "{subject}" to which the customer adds "{body}"'))
def _a_ticket_with_more(world: World, subject: str, body: str) -> None:
    world.open(subject)
    said = {"body": body, "public": True, "from": "requester"}
    world.comments[body] = world.desk.post(world.path(subject, "comments"), said).json["id"]


@given(parsers.parse('{count:d} tickets of customers who cannot order, which are incidents of "{subject}"'))
def _incidents(world: World, count: int, subject: str) -> None:
    for number in range(count):
        made = world.open(f"I cannot order {number}")
        world.desk.post(world.path(subject, "links"), {"kind": "incident", "other": made["id"]})


@when(parsers.parse('"{source}" is merged into "{target}"'))
def _merged(world: World, source: str, target: str) -> None:
    world.reply = world.desk.post(world.path(source, "merges"), {"into": world.tickets[target]["id"]})
    assert world.reply.status == 201


@when("that turns out to be wrong, and they are taken apart")
def _apart(world: World) -> None:
    assert world.reply
    merge = world.reply.json
    assert world.desk.delete(f"/tickets/{merge['target']}/merges/{merge['id']}").status == 200


@when(parsers.parse('the agent makes a ticket "{subject}" of "{body}"'))
def _split(world: World, subject: str, body: str) -> None:
    origin = next(iter(world.tickets))
    asked = {"comments": [world.comments[body]], "subject": subject}
    world.tickets[subject] = world.desk.post(world.path(origin, "splits"), asked).json


@when(parsers.parse('"{subject}" is solved'))
def _solved(world: World, subject: str) -> None:
    at.patched(world.desk, world.tickets[subject], status="solved")
    world.wire.carry()


@when("Ben is typing an answer to it")
def _ben(world: World) -> None:
    subject = next(iter(world.tickets))
    at.agent(at.BEN).put(world.path(subject, "viewers"), {"doing": "typing"})


@when(parsers.parse('the customer\'s photo "{name}" is sent'))
def _photo(world: World, name: str) -> None:
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket=BUCKET)
    file = world.desk.post(world.path(next(iter(world.tickets)), "attachments"), PHOTO | {"name": name}).json
    put(s3, file)
    assert completed(world.desk, file).status == 200


@then(parsers.re('"(?P<subject>[^"]+)" shows (?P<bodies>.+)'))
def _shows(world: World, subject: str, bodies: str) -> None:
    shown = world.desk.get(world.path(subject, "comments")).json["data"]
    assert sorted(each["body"] for each in shown) == sorted(bodies.strip('"').split('" and "'))


@then(parsers.re('"(?P<subject>[^"]+)" is (?P<category>closed|open)'))
def _stands(world: World, subject: str, category: str) -> None:
    assert world.now(subject)["statusCategory"] in ((category,) if category == "closed" else ("new", "open"))


@then("both are tickets of the same customer")
def _same_customer(world: World) -> None:
    assert len({world.now(subject)["requester"] for subject in world.tickets}) == 1


@then(parsers.parse("all {count:d} customers' tickets are solved"))
def _all_solved(world: World, count: int) -> None:
    incidents = [world.now(subject)["statusCategory"] for subject in world.tickets if "cannot" in subject]
    assert incidents == ["solved"] * count


@then("Anna, who opens it, sees that Ben is typing")
def _anna(world: World) -> None:
    shown = world.desk.put(world.path(next(iter(world.tickets)), "viewers"), {}).json["data"]
    assert [(each["member"], each["doing"]) for each in shown] == [(at.BEN, "typing")]


@then(parsers.parse('the ticket has the file "{name}"'))
def _has_file(world: World, name: str) -> None:
    shown = world.desk.get(world.path(next(iter(world.tickets)), "attachments")).json["data"]
    assert [(each["name"], each["state"]) for each in shown] == [(name, "stored")]


@then(parsers.parse('a file "{name}" is not taken'))
def _not_taken(world: World, name: str) -> None:
    reply = world.desk.post(world.path(next(iter(world.tickets)), "attachments"), PHOTO | {"name": name})
    assert reply.status == 422

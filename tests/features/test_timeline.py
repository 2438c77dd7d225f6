"""Steps of timeline.feature."""

from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from tests.support.gateway import OTHER_TENANT, Browser, Reply
from tests.support.wire import Wire

scenarios("timeline.feature")


@dataclass
class World:
    """Who is at the desk, who reads stories, whose story it is, and what the last reader was told."""

    wire: Wire
    desk: Browser
    reader: Browser
    path: str = ""
    reply: Reply = field(init=False)

    def opens(self, reader: Browser, query: str = "") -> None:
        self.wire.carry()
        self.reply = reader.get(f"{self.path}/timeline{query}")


@pytest.fixture
def world(aws: None) -> World:
    wire = Wire("customers", "timeline")
    from customers.api import app as desk  # noqa: PLC0415  needs the environment
    from timeline.api import app as stories  # noqa: PLC0415

    return World(wire, Browser(desk), Browser(stories))


@given(parsers.parse("a customer called {name}"))
def a_customer(world: World, name: str) -> None:
    made = world.desk.post("/customers", {"kind": "person", "name": name}).json
    world.path = f"/customers/{made['id']}"


@given(parsers.parse('a note "{text}" was written about her'))
def a_note(world: World, text: str) -> None:
    assert world.desk.post(f"{world.path}/notes", {"text": text}).status == 201


@given(parsers.parse('her company was changed to "{company}"'))
def changed(world: World, company: str) -> None:
    assert world.desk.patch(world.path, {"company": company}).status == 200


@given("she was restricted to her owner")
def restricted(world: World) -> None:
    patch: dict[str, Any] = {"visibility": "restricted", "owner": "01J0000000000000000000000W"}
    assert world.desk.patch(world.path, patch).status == 200


@when("the network delivers everything twice and out of order")
def twice_and_mixed(world: World) -> None:
    world.wire.twice, world.wire.shuffled = True, Random(7)


@when("somebody opens her story")
def opens(world: World) -> None:
    world.opens(world.reader)


@when(parsers.parse("somebody opens her story for the kind {kind}"))
def opens_kind(world: World, kind: str) -> None:
    world.opens(world.reader, f"?kind={kind}")


@when("an agent who is not her owner opens her story")
def an_agent(world: World) -> None:
    world.opens(replace(world.reader, roles="agent"))


@when("somebody of another business unit opens her story")
def another_unit(world: World) -> None:
    world.opens(replace(world.reader, tenant=OTHER_TENANT))


@then(parsers.parse("it tells, from the newest: {whats}"))
def tells(world: World, whats: str) -> None:
    assert [entry["what"] for entry in world.reply.json["data"]] == whats.split(", ")


@then(parsers.parse("the card on top says {name}, with entries of kind customer: {customer:d}, of kind note: {note:d}"))
def card(world: World, name: str, customer: int, note: int) -> None:
    said = world.reply.json["card"]
    assert (said["name"], said["counts"]) == (name, {"customer": customer, "note": note})


@then("there is no such customer")
def nobody(world: World) -> None:
    assert (world.reply.status, world.reply.json["code"]) == (404, "NotFound")


@then("a supervisor can open it")
def supervisor(world: World) -> None:
    assert replace(world.reader, roles="supervisor").get(f"{world.path}/timeline").status == 200

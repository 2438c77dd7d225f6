"""Steps of audit.feature."""

from dataclasses import dataclass, field, replace

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from tests.support.gateway import Browser, Reply
from tests.support.wire import Wire

scenarios("audit.feature")

PEOPLE = {"Ben": "member/01J000000000000000000000BE", "Chen": "member/01J000000000000000000000CH"}
NAMES = {actor: name for name, actor in PEOPLE.items()}


@dataclass
class World:
    """Who is at the desk, who looks into the log, which record it is about, and the last answer."""

    wire: Wire
    desk: Browser
    auditor: Browser
    record: str = ""
    reply: Reply = field(init=False)

    def asks(self, path: str, scopes: str = "audit:read") -> None:
        self.wire.carry()
        self.reply = replace(self.auditor, scopes=scopes).get(path)


@pytest.fixture
def world(aws: None) -> World:
    wire = Wire("customers", "audit")
    from audit.api import app as log  # noqa: PLC0415  needs the environment
    from customers.api import app as desk  # noqa: PLC0415

    return World(wire, Browser(desk), Browser(log))


@given(parsers.parse("{who} registered the customer {name}"))
def registered(world: World, who: str, name: str) -> None:
    desk = replace(world.desk, actor=PEOPLE[who])
    world.record = f"customers/{desk.post('/customers', {'kind': 'organisation', 'name': name}).json['id']}"


@given(parsers.parse("{who} changed the language of the customer to {language}"))
def changed(world: World, who: str, language: str) -> None:
    assert replace(world.desk, actor=PEOPLE[who]).patch(f"/{world.record}", {"language": language}).status == 200


@when("the auditor asks for everything about the customer")
def about_the_customer(world: World) -> None:
    world.asks(f"/audit?record={world.record}")


@when(parsers.parse("the auditor asks for everything that {who} did"))
def by_somebody(world: World, who: str) -> None:
    world.asks(f"/audit?actor={PEOPLE[who]}")


@when(parsers.parse("the auditor asks for everything that {who} did to the customer"))
def by_somebody_to_the_customer(world: World, who: str) -> None:
    world.asks(f"/audit?actor={PEOPLE[who]}&record={world.record}")


@when("an agent asks for the history of the language of the customer")
def history(world: World) -> None:
    world.asks(f"/history/{world.record}?field=language", scopes="customers:read")


@when("an agent asks the log for everything about the customer")
def not_for_everybody(world: World) -> None:
    world.asks(f"/audit?record={world.record}", scopes="customers:read")


@then(parsers.parse("the log tells, from the newest: {entries}"))
def tells(world: World, entries: str) -> None:
    said = [f"{entry['type']} by {NAMES[entry['actor']]}" for entry in world.reply.json["data"]]
    assert said == entries.split(", ")


@then(parsers.parse("the newest entry says that {field} was nothing and became {after}"))
def newest(world: World, field: str, after: str) -> None:
    assert world.reply.json["data"][0]["changes"] == {field: {"before": None, "after": after}}


@then("each entry names the address it came from")
def addresses(world: World) -> None:
    assert {entry["address"] for entry in world.reply.json["data"]} == {"203.0.113.7"}


@then(parsers.parse("the history tells, from the newest: nothing to {after}"))
def steps(world: World, after: str) -> None:
    assert [step["changes"]["language"] for step in world.reply.json["data"]] == [{"before": None, "after": after}]


@then(parsers.parse("it is refused, because the scope {scope} is missing"))
def missing(world: World, scope: str) -> None:
    assert (world.reply.status, world.reply.json["code"], world.reply.json["scope"]) == (403, "MissingScope", scope)


@then(parsers.parse("it is refused, because no index serves {ways} together"))
def no_index(world: World, ways: str) -> None:
    assert world.reply.status == 400
    assert f"no index serves {ways} together" in world.reply.text

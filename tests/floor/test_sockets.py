"""Wallboards that are told: how they come in, what they are sent, and how they go."""

import importlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.floor.scene import ANN, BOB, OTHERS, Scene
from tests.support.capacity import counted
from tests.support.connections import Gateway, listening
from tests.support.gateway import CONTEXT


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gateway]:
    with listening() as found:
        monkeypatch.setenv("AWS_ENDPOINT_URL_EXECUTE_API", found.address)
        yield found


def told(route: str, connection: str, url: str = "") -> int:
    """What API Gateway is answered when it tells of a connection."""
    query = {"pass": url.partition("?pass=")[2]} if url else None
    event = {"requestContext": {"connectionId": connection, "routeKey": route}, "queryStringParameters": query}
    status: int = importlib.import_module("floor.sockets").handler(event, CONTEXT)["statusCode"]
    return status


def pushed(scene: Scene, *sks: str) -> None:
    """What the stream would say of items of the tenant's floor that changed."""
    keys = [{"pk": {"S": f"{scene.lead.tenant}#floor#0"}, "sk": {"S": sk}} for sk in sks]
    records = [{"dynamodb": {"Keys": each}} for each in keys]
    importlib.import_module("floor.pushing").handler({"Records": records}, CONTEXT)


def connected(scene: Scene, connection: str = "one", **who: str) -> int:
    url = replace(scene.lead, **who).post("/floor/sockets", None).json["url"]
    return told("$connect", connection, url)


def test_a_pass_is_good_for_one_connection(scene: Scene) -> None:
    url = scene.lead.post("/floor/sockets", None).json["url"]
    assert [told("$connect", "one", url), told("$connect", "two", url), told("$connect", "three")] == [200, 401, 401]


def test_a_pass_is_good_for_half_a_minute(clock: Any, scene: Scene) -> None:
    url = scene.lead.post("/floor/sockets", None).json["url"]
    clock.tick(31)
    assert told("$connect", "one", url) == 401


def test_who_says_anything_is_sent_the_whole_floor(scene: Scene, gateway: Gateway) -> None:
    scene.waits()
    connected(scene)
    told("$default", "one")
    [said] = gateway.of("one")
    assert (said["queues"][0]["waiting"], "partial" in said) == (1, False)


def test_what_changed_is_sent_and_nothing_else(scene: Scene, gateway: Gateway) -> None:
    scene.joins()
    scene.joins(BOB, "Bob")
    connected(scene)
    pushed(scene, f"agent#{ANN}")
    [said] = gateway.of("one")
    assert ([each["agent"] for each in said["agents"]], said["partial"]) == ([ANN], True)
    assert not {"queues", "alerts"} & said.keys()


def test_each_is_sent_what_it_may_see(scene: Scene, gateway: Gateway) -> None:
    scene.joins()
    scene.joins(BOB, "Bob", team=OTHERS)
    agent = {"scopes": "floor:read", "roles": "agent"}
    connected(scene, "ann", actor=f"member/{ANN}", **agent)
    connected(scene, "lead")
    pushed(scene, f"agent#{ANN}", f"agent#{BOB}")
    assert [len(gateway.of(each)[0]["agents"]) for each in ("ann", "lead")] == [1, 2]


def test_who_has_gone_is_forgotten_and_holds_up_nobody(scene: Scene, gateway: Gateway) -> None:
    scene.joins()
    for connection in ("one", "two"):
        connected(scene, connection)
    gateway.gone = {"one"}
    for _ in range(2):
        pushed(scene, f"agent#{ANN}")
    assert (len(gateway.of("one")), len(gateway.of("two"))) == (1, 2)


def test_who_says_goodbye_is_told_no_more(scene: Scene, gateway: Gateway) -> None:
    connected(scene)
    told("$disconnect", "one")
    pushed(scene, "up#x")
    assert gateway.said == []


def test_where_nobody_is_connected_nothing_is_read(scene: Scene) -> None:

    with counted() as used:
        pushed(scene, "tally#x", "agent#y")
    assert used.calls == ["Query"]

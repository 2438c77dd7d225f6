"""The operations of the floor, as an hour of a small desk that is told of in events."""

import importlib
from datetime import timedelta
from typing import Any

from freezegun import freeze_time

from bench.units.stage import Stage
from onestop import clock
from tests.support.gateway import Browser

CONSUMERS, PUSHING, SOCKETS, SWEEP = (
    f"floor.{door}.handler" for door in ("consumers", "pushing", "sockets", "schedules")
)
RULES, SECONDS = "/floor/alert-rules", {"name": "Long wait", "kind": "wait", "threshold": 1}
SOURCES = {"agents": "workforce", "presence": "workforce", "teams": "workforce", "tickets": "tickets",
           "comments": "tickets"}  # fmt: skip
MANY = 10


def floor(stage: Stage) -> None:
    """What is heard, a look at it, what is told of it, and who is told."""
    lead = stage.browser("floor")
    rule = stage.ask("", lead, "POST", RULES, SECONDS).json["id"]
    _remember(stage)
    stage.do("task Sweep, nothing holds", SWEEP, {"task": "Sweep"})
    heard(stage)
    _looks(stage, lead)
    _alerts(stage, lead, rule)
    _wallboards(stage, lead)


def _remember(stage: Stage) -> None:
    """Read the rules, as every process does each half minute: what is counted finds them remembered."""
    remembered = importlib.import_module("floor.service.ruling").in_force
    remembered.forget(stage.house.tenant)
    remembered.of(stage.house.tenant)


def heard(stage: Stage) -> None:
    """Each kind of event that changes a number, one at a time; and as many as come at once."""
    scene = told()
    for event in scene.told:
        stage.do(f"consume {event['type']}", CONSUMERS, {"Records": [message(stage, event)]})
    scene.told.clear()
    for _ in range(MANY):
        scene.waits()
    records = [message(stage, event) for event in scene.told]
    stage.do(f"consume {MANY} events", CONSUMERS, {"Records": records})


def told() -> Any:
    """The events of one item, one agent and one ticket, from beginning to end."""
    from tests.floor.scene import Scene  # noqa: PLC0415  needs the environment of the stage

    scene = Scene(None, held=True)  # type: ignore[arg-type]  nothing is delivered
    scene.named()
    scene.teamed()
    scene.joins()
    scene.stands("available")
    item = scene.waits()
    scene.offered(item)
    scene.assigned(item)
    scene.ticket("TicketChanged", item)
    scene.writes(item, "Is anybody there?")
    scene.done(item)
    return scene


def message(stage: Stage, event: dict[str, Any]) -> dict[str, Any]:
    """An event of the stage's tenant as SQS hands it over."""
    source = SOURCES.get(event["subject"].partition("/")[0], "routing")
    return stage.message({**event, "tenant": stage.house.tenant}, source)


def _looks(stage: Stage, lead: Browser) -> None:
    from tests.floor.scene import ANN, SALES  # noqa: PLC0415

    tag = stage.ask("", lead, "GET", "/floor").headers["ETag"]
    stage.ask("unchanged", lead, "GET", "/floor", if_none_match=tag)
    stage.ask("", lead, "GET", f"/floor/queues/{SALES}")
    stage.ask("", lead, "GET", f"/floor/agents/{ANN}/timeline")


def _alerts(stage: Stage, lead: Browser, rule: str) -> None:
    with freeze_time(clock.now() + timedelta(minutes=1), tick=True):  # the wait is longer than its rule allows
        _remember(stage)
        stage.do("task Sweep, a rule holds", SWEEP, {"task": "Sweep"})
    alert = stage.ask("", lead, "GET", "/floor/alerts").json["data"][0]["id"]
    stage.ask("", lead, "POST", f"/floor/alerts/{alert}/acknowledgement")
    for method, path, body in (
        ("GET", RULES, None), ("GET", f"{RULES}/{rule}", None), ("PATCH", f"{RULES}/{rule}", {"active": False}),
    ):  # fmt: skip
        stage.ask("", lead, method, path, body)
    _remember(stage)
    stage.do("task Sweep, a rule holds no longer", SWEEP, {"task": "Sweep"})


def _wallboards(stage: Stage, lead: Browser) -> None:
    stage.do("push, nobody is connected", PUSHING, {"Records": [changed(stage)]})
    url = stage.ask("", lead, "POST", "/floor/sockets").json["url"]
    for route in ("$connect", "$disconnect"):
        stage.do(f"socket {route}", SOCKETS, socket(route, url))


def changed(stage: Stage) -> dict[str, Any]:
    """What the stream says of a queue whose numbers changed."""
    keys = {"pk": {"S": f"{stage.house.tenant}#floor#0"}, "sk": {"S": "tally#01J0000000000000000000QQ0A"}}
    return {"dynamodb": {"Keys": keys}}


def socket(route: str, url: str) -> dict[str, Any]:
    """What API Gateway tells of a connection."""
    query = {"pass": url.partition("?pass=")[2]}
    return {"requestContext": {"connectionId": "L0SM9cOFvHcCIhw=", "routeKey": route}, "queryStringParameters": query}

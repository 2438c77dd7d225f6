"""What happens after the answer: relays, consumers; and what is read of it."""

from typing import Any

from bench.units.calling import resolved
from bench.units.stage import Stage
from tests.support.gateway import CONTEXT

MANY = 10  # what an inbox hands over at once, and PutEvents takes


def relays(stage: Stage) -> None:
    """From the stream to the bus."""
    desk = stage.browser("customers")
    stage.settle()
    for number in range(MANY):
        desk.post("/customers", {"kind": "person", "name": f"Relayed {'abcdefghij'[number]}"})
    records = stage.records("customers")
    stage.do("relay 1 event", "customers.relay.handler", {"Records": records[:1]})
    stage.do(f"relay {MANY} events", "customers.relay.handler", {"Records": records[:MANY]})
    stage.settle()
    stage.browser("identity").post("/api-keys", {"name": "Relayed", "scopes": ["customers:read"]})
    stage.do("relay 1 event", "identity.relay.handler", {"Records": stage.records("identity")[:1]})


def consumers(stage: Stage) -> None:
    """From the inbox to a read model: one event, and as many as come at once at most."""
    one, many = _alike(stage)[:1], _alike(stage)[1 : 1 + MANY]
    for capability in ("timeline", "audit"):
        _deliver(stage, "consume 1 event", capability, one)
        _deliver(stage, f"consume {MANY} events", capability, many)
    purged = _last(stage, "CustomerPurged")
    _tell(stage, purged["data"]["customers"][0])
    for capability, event in (
        ("customers", purged), ("customers", _last(stage, "CustomerListDeleted")), ("timeline", purged),
    ):  # fmt: skip
        _deliver(stage, f"consume {event['type']}", capability, [event])


def reading(stage: Stage) -> None:
    """The story of a customer, the log, and the front desk."""
    customer = _alike(stage)[0]["data"]["customers"][0]
    reader, auditor, portal = (stage.browser(name) for name in ("timeline", "audit", "portal"))
    story = f"/customers/{customer}/timeline"
    stage.ask("first page", reader, "GET", story)
    stage.ask("one kind", reader, "GET", f"{story}?kind=customer")
    found = stage.ask("by record", auditor, "GET", f"/audit?record=customers/{customer}").json["data"]
    stage.ask("by actor", auditor, "GET", f"/audit?actor={found[0]['actor']}")
    stage.ask("by time", auditor, "GET", "/audit?since=2026-01-01T00:00:00Z")
    stage.ask("", auditor, "GET", "/audit/security")
    stage.ask("", auditor, "GET", f"/audit/{found[0]['id']}")
    scopes = "audit:read customers:read"
    stage.ask("", stage.browser("audit", scopes=scopes), "GET", f"/history/customers/{customer}")
    for path in ("/openapi.json", "/docs", "/health"):
        stage.ask("", portal, "GET", path)


def _alike(stage: Stage) -> list[dict[str, Any]]:
    """The events of the batch's customers, of whom each looks like the other."""
    told = [each for each in stage.envelopes if each["type"] == "CustomerRegistered"]
    return [each for each in told if each["data"]["record"]["name"].startswith("Row")]


def _deliver(stage: Stage, name: str, capability: str, envelopes: list[dict[str, Any]]) -> None:
    answer = stage.do(name, f"{capability}.consumers.handler", {"Records": list(map(stage.message, envelopes))})
    if answer["batchItemFailures"]:
        raise AssertionError(f"{capability} refused {[each['type'] for each in envelopes]}")


def _tell(stage: Stage, customer: str) -> None:
    """Let the timeline know a customer, whom there is then something to forget of."""
    told = next(each for each in stage.envelopes if customer in each["data"]["customers"])
    resolved("timeline.consumers.handler")({"Records": [stage.message(told)]}, CONTEXT)


def _last(stage: Stage, kind: str) -> dict[str, Any]:
    return next(each for each in reversed(stage.envelopes) if each["type"] == kind)

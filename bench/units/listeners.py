"""What happens after the answer: relays, consumers; and what is read of it."""

from typing import Any

from bench.units.stage import Stage

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
    told = [each for each in stage.envelopes if each["type"] == "CustomerRegistered"]
    one, many = told[:1], told[1 : 1 + MANY]
    for capability in ("timeline", "audit"):
        _deliver(stage, "consume 1 event", capability, one)
        _deliver(stage, f"consume {MANY} events", capability, many)
    for capability, kinds in (
        ("customers", ("CustomerPurged", "CustomerListDeleted")),
        ("timeline", ("CustomerPurged",)),
    ):
        for kind in kinds:
            _deliver(stage, f"consume {kind}", capability, [_last(stage, kind)])


def reading(stage: Stage) -> None:
    """The story of a customer, the log, and the front desk."""
    customer = next(each["data"]["customers"][0] for each in stage.envelopes if each["type"] == "CustomerRegistered")
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


def _deliver(stage: Stage, name: str, capability: str, envelopes: list[dict[str, Any]]) -> None:
    answer = stage.do(name, f"{capability}.consumers.handler", {"Records": list(map(stage.message, envelopes))})
    if answer["batchItemFailures"]:
        raise AssertionError(f"{capability} refused {[each['type'] for each in envelopes]}")


def _last(stage: Stage, kind: str) -> dict[str, Any]:
    return next(each for each in reversed(stage.envelopes) if each["type"] == kind)

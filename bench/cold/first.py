"""What each door is asked first, and what AWS answers it: recorded by doing it once, on moto.

`python -m bench.cold.first` prints it as JSON: {"customers.api": {"handler": …, "event": …, "answers": …}, …} under
`asked`, and under `environment` what the functions found in theirs.
"""

import json
import os
import sys
from typing import TYPE_CHECKING, Any

from bench.units.hearing import LogMeter

if TYPE_CHECKING:
    from bench.units.stage import Stage

ADA = {"kind": "person", "name": "Ada Lovelace", "emails": [{"address": "ada@example.org"}], "tags": ["vip"]}
MARY = {"kind": "person", "name": "Mary Sharp", "emails": [{"address": "mary@example.org"}],
        "phones": [{"number": "+8613910998888"}], "birthDate": "1990-05-17"}  # fmt: skip
TENANT = "01J00000000000000000000000"  # of what is heard of orders
OPENING = {"slug": "second", "name": "Second", "ownerEmail": "eve@second.example", "ownerName": "Eve"}
PLACE = {"domainName": "api.example.test", "stage": "v1", "requestId": "5c7d8e00-test"}
OURS = (
    "_TABLE", "_SAGA", "SAGAS", "EVENT_BUS", "CURSOR_SECRET", "AUDIT_RETENTION_DAYS", "SIGNING_KEYS", "PUBLIC_URL",
    "WATCHED", "SANDBOX_SECRET", "WEBHOOKS_QUEUE", "ATTACHMENTS_BUCKET", "TURNS_QUEUE", "TIMEOUTS_QUEUE",
    "SOCKETS_API",
)  # fmt: skip


def main() -> None:
    """Do it and print it."""
    out = sys.stdout
    with LogMeter().on() as log:
        from bench.units.stage import staged  # noqa: PLC0415  the loggers keep the stdout that they find

        with staged(log) as stage:
            customer = _http(stage)
            _sales(stage)
            _orders(stage, customer)
            _returns(stage)
            _payments(stage)
            _streams(stage)
            _inboxes(stage, customer)
            _desk(stage)
            _tokens(stage)
            environment = {name: value for name, value in os.environ.items() if name.endswith(OURS)}
    json.dump({"environment": environment, "asked": _named(stage)}, out)


def _http(stage: "Stage") -> str:
    """A look and a change, by HTTP; the id of the customer."""
    desk = stage.browser("customers")
    customer: str = desk.post("/customers", ADA).json["id"]
    stage.ask("", desk, "GET", f"/customers/{customer}")
    stage.ask("", desk, "POST", "/customers", MARY)
    stage.ask("", stage.browser("identity"), "GET", "/me")
    stage.ask("", stage.browser("portal"), "GET", "/health")
    return customer


def _sales(stage: "Stage") -> None:
    """A look at what is for sale, and what it costs by the task that a sale begins with."""
    from tests.catalog.shop import Shop  # noqa: PLC0415  needs the environment of the stage

    desk = stage.browser("catalog")
    chai = Shop.opened(desk).variant()["id"]
    stage.ask("", desk, "GET", f"/variants/{chai}")
    asked = {"currency": "EUR", "lines": [{"variant": chai, "quantity": 1}]}
    stage.do("", "catalog.saga.handler", {"task": "Price", "tenant": stage.house.tenant, "input": asked})


def _orders(stage: "Stage", customer: str) -> None:
    """An order that was placed: its record, its event, the first two steps of its saga, a look at it."""
    from bench.units import fulfilment  # noqa: PLC0415  needs the environment of the stage

    fulfilment.machines()
    order = fulfilment.placed(stage)
    stage.settle()
    fulfilment.placed(stage)
    records = [each for each in stage.records("orders") if "event" in each["dynamodb"].get("NewImage", {})]
    stage.do("", "orders.relay.handler", {"Records": records[:1]})
    placed = next(each for each in stage.envelopes if each["type"] == "OrderPlaced")
    stage.do("", "orders.consumers.handler", {"Records": [stage.message(placed, "orders")]})
    stage.do("", "orders.saga.handler", fulfilment.asked(stage, "Begin", order))
    known = {"task": "Known", "tenant": stage.house.tenant, "input": {"customer": customer}}
    stage.do("", "customers.saga.handler", known)
    stage.ask("", stage.browser("orders"), "GET", f"/orders/{order['id']}")


def _returns(stage: "Stage") -> None:
    """A return that was inspected: a look at it, what is told of another order, its saga, its last event."""
    from tests.returns import orders  # noqa: PLC0415  needs the environment of the stage

    desk, order = stage.browser("returns", tenant=TENANT), orders.shipped()
    made = orders.inspected(desk, order)
    records = [each for each in stage.records("returns") if "event" in each["dynamodb"].get("NewImage", {})]
    stage.do("", "returns.relay.handler", {"Records": records[:1]})
    stage.ask("", desk, "GET", f"/returns/{made['id']}")
    told = stage.message(orders.invoice(order, ("1", 1, 100)), "orders")
    stage.do("", "returns.consumers.handler", {"Records": [told]})
    asked = {"task": "BeginReturn", "tenant": TENANT, "input": {"return": made["id"]}}
    stage.do("", "returns.saga.handler", asked)


def _payments(stage: "Stage") -> None:
    """A payment that a saga has authorised: a look at it, its event, a void, a webhook, the clock."""
    from bench.units import payments  # noqa: PLC0415  needs the environment of the stage

    payment = payments.authorised(stage)
    records = [each for each in stage.records("payments") if "event" in each["dynamodb"].get("NewImage", {})]
    stage.do("", "payments.relay.handler", {"Records": records[-1:]})
    stage.ask("", stage.browser("payments"), "GET", f"/payments/{payment}")
    stage.do("", payments.SAGA, payments.event(stage, "Void", payment))
    payments.webhook(stage)
    stage.do("", payments.SCHEDULES, {"task": "Sweep"})


def _desk(stage: "Stage") -> None:
    """The doors of the service desk."""
    from bench.cold import desk  # noqa: PLC0415

    desk.tickets(stage)
    desk.workforce(stage)
    desk.routing(stage)
    desk.floor(stage)


def _streams(stage: "Stage") -> None:
    """The record of a new customer, of a new member, of a new product."""
    for capability, path, body in (
        ("customers", "/customers", {"kind": "person", "name": "Grace Hopper"}),
        ("identity", "/members", {"name": "Eve", "email": "eve@acme.example", "roles": ["agent"]}),
        ("catalog", "/products", {"name": {"en": "Chai"}}),
    ):
        stage.browser(capability).post(path, body)
        records = [each for each in stage.records(capability) if "event" in each["dynamodb"].get("NewImage", {})]
        stage.do("", f"{capability}.relay.handler", {"Records": records[:1]})


def _inboxes(stage: "Stage", customer: str) -> None:
    """Somebody registered for those who tell and log, and purged for the one who cleans up; then what they know."""
    registered = next(each for each in stage.envelopes if each["type"] == "CustomerRegistered")
    purged = {**registered, "type": "CustomerPurged", "sequence": registered["sequence"] + 1}
    for capability, envelope in (("timeline", registered), ("audit", registered), ("customers", purged)):
        stage.do("", f"{capability}.consumers.handler", {"Records": [stage.message(envelope)]})
    subject = registered["subject"]
    for capability, path in (
        ("timeline", f"/{subject}/timeline"),
        ("audit", "/audit"),
        ("audit", f"/audit?record={subject}"),
    ):
        stage.ask("" if "?" not in path else "with parameters", stage.browser(capability), "GET", path)


def _tokens(stage: "Stage") -> None:
    """A tenant that opens, and a member who comes with a session's token."""
    from tests.identity.world import METHOD_ARN, World  # noqa: PLC0415

    stage.do("", "identity.saga.handler", {"task": "OpenTenant", "input": OPENING})
    world = World(None, stage.browser("identity"), stage.house.tenant, stage.house.owner)
    token = world.tokens()["access_token"]
    event = {"headers": {"Authorization": f"Bearer {token}"}, "methodArn": METHOD_ARN, "requestContext": PLACE}
    stage.do("", "identity.authorizer.handler", event)


def _named(stage: "Stage") -> dict[str, Any]:
    """By door; what is asked of a door that has its entry stands under the door's name and its own."""
    found: dict[str, Any] = {}
    for each in stage.operations:
        door = each.handler.rpartition(".")[0]
        name = f"{door} {each.name}" if door in found else door
        answers = {**{target: list(said) for target, said in stage.remembered.items()}, **each.answers}
        found[name] = {"handler": each.handler, "event": each.event, "answers": answers}
    return found


if __name__ == "__main__":
    main()

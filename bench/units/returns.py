"""The operations of returns: what orders tell, and a return from the request to the credit note."""

import json
import os
from typing import Any

import boto3

from bench.units.calling import resolved
from bench.units.stage import Stage
from onestop import clock
from tests.support.gateway import CONTEXT, TENANT

FOUND = {"line": "1", "accepted": 1, "condition": "new", "restock": True}
LATE = "2126-01-01T00:00:00.000Z"
ROLE = "arn:aws:iam::123456789012:role/bench"


def returns(stage: Stage) -> None:
    """Goods that come back."""
    _machine()
    desk, order = stage.browser("returns", tenant=TENANT), _sold(stage)
    stage.ask("", desk, "GET", "/return-settings")
    stage.ask("", desk, "PUT", "/return-settings", {"windowDays": 30})
    stage.ask("", desk, "GET", f"/orders/{order}/returnable")
    wanted = {"order": order, "lines": [{"line": "1", "quantity": 1, "reason": "unwanted"}]}
    one = stage.ask("a refund", desk, "POST", "/returns", wanted).json["id"]
    stage.ask("", desk, "GET", f"/returns/{one}")
    stage.ask("page of 20", desk, "GET", "/returns?limit=20")
    stage.ask("of an order", desk, "GET", f"/returns?order={order}")
    stage.ask("", desk, "POST", f"/returns/{one}/approval")
    stage.ask("everything", desk, "POST", f"/returns/{one}/receipt", {"lines": [{"line": "1", "quantity": 1}]})
    stage.ask("", desk, "POST", f"/returns/{one}/inspection", {"lines": [FOUND]})
    _paid_back(stage, one)
    other = desk.post("/returns", wanted).json["id"]
    stage.ask("", desk, "POST", f"/returns/{other}/rejection", {"reason": "Worn"})
    other = desk.post("/returns", wanted).json["id"]
    stage.ask("", desk, "POST", f"/returns/{other}/cancellation", {})


def _machine() -> None:
    """A saga that only remembers that it was begun."""
    definition = json.dumps({"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}})
    name = os.environ["SAGAS"].rpartition(":")[2] + "return"
    boto3.client("stepfunctions").create_state_machine(name=name, definition=definition, roleArn=ROLE)


def _sold(stage: Stage) -> str:
    """The id of an order of which everything has been delivered."""
    from tests.returns import orders  # noqa: PLC0415  needs the environment of the stage

    order = clock.new_id()
    for told in (
        orders.confirmation(order, orders.line("1", 3)),
        orders.invoice(order, ("1", 3, 10_000)),
        orders.delivery(order, LATE),
    ):
        _consumed(stage, told, "orders")
    return order


def _paid_back(stage: Stage, return_id: str) -> None:
    """The saga is begun and asks its tasks; the first time the bank declines."""
    _begun(stage, "ReturnInspected")
    _task(stage, "BeginReturn", return_id)
    _task(stage, "FailReturn", return_id, error="PaymentDeclined")
    stage.ask("", stage.browser("returns", tenant=TENANT), "POST", f"/returns/{return_id}/retry")
    _begun(stage, "ReturnRetried")
    resolved("returns.saga.handler")(_asking("BeginReturn", return_id), CONTEXT)
    records = stage.records("returns")
    stage.do("relay 1 event", "returns.relay.handler", {"Records": records[:1]})
    _task(stage, "EndReturn", return_id, creditNote=return_id)
    _not_sent(stage, return_id)


def _not_sent(stage: Stage, return_id: str) -> None:
    """The order of what was to be sent instead comes to nothing."""
    from tests.support.envelopes import envelope  # noqa: PLC0415  needs the environment of the stage

    order = clock.new_id()
    record = {"id": order, "state": "failed", "exchangeOf": {"return": return_id}, "failure": {"error": "OutOfStock"}}
    for kind in ("OrderFailed", "OrderCancelled"):
        _consumed(stage, envelope(kind, f"orders/{order}", record=record), "orders")
    _begun(stage, "ReturnExchangeFailed")


def _begun(stage: Stage, kind: str) -> None:
    stage.settle()
    _consumed(stage, next(each for each in reversed(stage.envelopes) if each["type"] == kind), "returns")


def _consumed(stage: Stage, told: dict[str, Any], source: str) -> None:
    event = {"Records": [stage.message(told, source)]}
    if stage.do(f"consume {told['type']}", "returns.consumers.handler", event)["batchItemFailures"]:
        raise AssertionError(f"returns refused {told['type']}")


def _task(stage: Stage, name: str, return_id: str, **said: Any) -> None:
    stage.do(f"task {name}", "returns.saga.handler", _asking(name, return_id, **said))


def _asking(name: str, return_id: str, **said: Any) -> dict[str, Any]:
    return {"task": name, "tenant": TENANT, "correlation": "bench", "input": {"return": return_id, **said}}

"""The operations of orders from the confirmation to the door of the customer, and what is cancelled on the way."""

from typing import Any

from bench.units.stage import Stage
from tests.support.standing import stand

HANDLER = "orders.saga.handler"
VARIANT = "01J0000000000000000000000V"
TOKEN = "AAAAKgAAAAIAAAAAAAAAAbench"  # noqa: S105  what Step Functions would send


def confirming(stage: Stage) -> None:
    """The saga of an order, to either end."""
    machines()
    order = placed(stage)
    ask(stage, "Begin", order)
    risk = ask(stage, "AssessRisk", order, customer={"id": order["customer"], "tags": []})
    ask(stage, "Confirm", order, risk=risk)
    undone = placed(stage)
    quietly(stage, "Begin", undone)
    ask(stage, "BeginUndo", undone, step="Authorise", error="PaymentDeclined")
    ask(stage, "EndUndo", undone)


def shipping(stage: Stage) -> None:
    """One of three pieces goes out; another one would, but is not paid."""
    desk, order = stage.browser("orders"), confirmed(stage)
    shipments = f"/orders/{order['id']}/shipments"
    first = stage.ask("", desk, "POST", shipments, _pieces(1)).json
    stage.ask("", desk, "GET", shipments)
    stage.ask("", desk, "GET", f"{shipments}/{first['id']}")
    stage.ask("", desk, "POST", f"{shipments}/{first['id']}/dispatch")
    _consume(stage, "ShipmentDispatched")
    for name in ("BeginShipment", "IssueInvoice", "EndShipment"):
        ask(stage, name, order, shipment=first["id"])
    stage.ask("", desk, "POST", f"{shipments}/{first['id']}/delivery")
    second = desk.post(shipments, _pieces(1)).json["id"]
    desk.post(f"{shipments}/{second}/dispatch")
    ask(stage, "FailShipment", order, shipment=second, error="PaymentDeclined")
    third = desk.post(shipments, _pieces(1)).json["id"]
    stage.ask("", desk, "DELETE", f"{shipments}/{third}")


def cancelling(stage: Stage) -> None:
    """All of an order while it is being confirmed, and a piece of one that was."""
    desk, waiting, order = stage.browser("orders"), placed(stage), confirmed(stage)
    stage.ask("while it is confirmed", desk, "POST", f"/orders/{waiting['id']}/cancellations", {})
    made = stage.ask("a piece", desk, "POST", f"/orders/{order['id']}/cancellations", _pieces(1)).json
    stage.ask("", desk, "GET", f"/orders/{order['id']}/cancellations")
    _consume(stage, "CancellationRequested")
    for name in ("BeginCancellation", "EndCancellation"):
        ask(stage, name, order, cancellation=made["id"])


def watching(stage: Stage) -> None:
    """Sagas that stand still, the story of an order, and what is a risk."""
    desk, order = stage.browser("orders"), placed(stage)
    _consume(stage, "OrderPlaced")
    quietly(stage, "Begin", order)
    _consume(stage, "SagaStarted")
    parked = {"saga": "order", "id": order["id"], "step": "Void", "error": "OutcomeUnknown", "token": TOKEN}
    ask(stage, "Park", order, **parked)
    stage.ask("", desk, "GET", f"/orders/{order['id']}/saga")
    stage.ask("", desk, "GET", "/sagas?state=parked")
    stage.ask("", desk, "GET", f"/sagas/{order['id']}")
    stage.ask("", desk, "POST", f"/sagas/{order['id']}/resume")
    stage.ask("", desk, "GET", "/order-settings")
    stage.ask("", desk, "PUT", "/order-settings", {"risk": {"review": 1, "refuse": 100, "large": {"EUR": 1}}})
    held = confirmed(stage)
    stage.ask("", desk, "POST", f"/orders/{held['id']}/risk-clearance")
    desk.put("/order-settings", {})


def machines() -> None:
    """State machines that are started and do nothing."""
    stand("order", "shipment", "cancellation")


def placed(stage: Stage) -> Any:
    """An order of three pieces and the costs of shipping them."""
    price = {"amount": 333, "currency": "EUR"}
    tea = {"variant": VARIANT, "sku": "TEA-1", "name": "龙井茶", "quantity": 3, "unitPrice": price, "taxRate": "0.19"}
    lines = [tea, {"name": "Shipping", "unitPrice": price, "taxRate": "0.19"}]
    body = {"customer": "01J000000000000000000000CC", "currency": "EUR", "lines": lines, "place": True,
            "payment": {"provider": "sandbox", "token": "ok"}}  # fmt: skip
    return stage.browser("orders", scopes="orders:write orders:price").post("/orders", body).json


def confirmed(stage: Stage) -> Any:
    order = placed(stage)
    quietly(stage, "Begin", order)
    risk = quietly(stage, "AssessRisk", order, customer={"id": order["customer"], "tags": []})
    quietly(stage, "Confirm", order, risk=risk)
    return order


def _pieces(quantity: int) -> dict[str, Any]:
    return {"lines": [{"line": "1", "quantity": quantity}]}


def asked(stage: Stage, name: str, order: Any, **said: Any) -> dict[str, Any]:
    """A task as a state machine asks it; the execution has the name of what it is about."""
    [execution] = [said.get(each) for each in ("shipment", "cancellation") if each in said] or [order["id"]]
    saga = {"name": "order", "id": execution, "step": name, "attempt": 0}
    return {"task": name, "tenant": stage.house.tenant, "correlation": "bench", "saga": saga,
            "input": {"order": order["id"], **said}}  # fmt: skip


def ask(stage: Stage, name: str, order: Any, **said: Any) -> Any:
    return stage.do(f"task {name}", HANDLER, asked(stage, name, order, **said))


def quietly(stage: Stage, name: str, order: Any, **said: Any) -> Any:
    """The same, uncounted: a preparation."""
    from orders.saga import handler  # noqa: PLC0415  needs the environment of the stage
    from tests.support.gateway import CONTEXT  # noqa: PLC0415

    return handler(asked(stage, name, order, **said), CONTEXT)


def _consume(stage: Stage, kind: str) -> None:
    """The inbox takes the last event of a kind."""
    stage.settle()
    event = next(each for each in reversed(stage.envelopes) if each["type"] == kind)
    answer = stage.do(f"consume {kind}", "orders.consumers.handler", {"Records": [stage.message(event, "orders")]})
    if answer["batchItemFailures"]:
        raise AssertionError(f"orders refused {kind}")

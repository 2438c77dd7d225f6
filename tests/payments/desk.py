"""Everybody who comes to payments: sagas, people, the clock and the provider with its webhooks."""

import importlib
import json
import os
from dataclasses import dataclass
from typing import Any

from onestop import clock
from tests.support.gateway import CONTEXT, Browser
from tests.support.queues import drained

CUSTOMER = "01J000000000000000000000C0"
EUR = "EUR"


def money(amount: int, currency: str = EUR) -> dict[str, Any]:
    return {"amount": amount, "currency": currency}


@dataclass(frozen=True)
class Desk(Browser):
    """A browser that can also be a saga."""

    def task(self, name: str, saga: str = "", attempt: int = 0, **said: Any) -> dict[str, Any]:
        """What a saga's step is answered; raises what the task raises. `saga` is the id of its execution."""
        by = {"name": "order", "id": saga, "step": name, "attempt": attempt} if saga else None
        event = {"task": name, "tenant": self.tenant, "correlation": "test", "input": said, "saga": by}
        answer: dict[str, Any] = importlib.import_module("payments.saga").handler(event, CONTEXT)
        return answer

    def authorise(self, amount: int = 5000, token: str = "ok", order: str = "", currency: str = EUR) -> str:
        """The id of a payment that a saga has just asked to be authorised."""
        order = order or clock.new_id()
        method = {"provider": "sandbox", "token": token}
        self.task("Authorise", order, payment=order, order=order, customer=CUSTOMER, amount=money(amount, currency),
                  method=method)  # fmt: skip
        return order

    def capture(self, payment: str, amount: int, capture: str = "", saga: str = "") -> str:
        """The id of a shipment whose part was captured."""
        capture = capture or clock.new_id()
        self.task("Capture", saga or capture, payment=payment, capture=capture, amount=money(amount))
        return capture

    def refund(self, payment: str, amount: int, refund: str = "", saga: str = "") -> str:
        """The id of a return whose money was given back."""
        refund = refund or clock.new_id()
        self.task("Refund", saga or refund, payment=payment, refund=refund, amount=money(amount))
        return refund

    def payment(self, payment: str) -> dict[str, Any]:
        found: dict[str, Any] = self.get(f"/payments/{payment}").json
        return found

    def amounts(self, payment: str) -> tuple[int, ...]:
        """Authorised, captured, reduced, refunded."""
        found = self.payment(payment)
        return tuple((found[name] or money(0))["amount"] for name in ("authorised", "captured", "reduced", "refunded"))

    def moves(self, payment: str) -> list[tuple[str, str, int]]:
        """Operation, state and amount of each move."""
        found = self.get(f"/payments/{payment}/moves").json["data"]
        return [(each["operation"], each["state"], each["amount"]["amount"]) for each in found]

    def clock(self, task: str = "Sweep") -> int:
        """The clock strikes; how many payments or tenants it was about."""
        found: int = importlib.import_module("payments.schedules").handler({"task": task}, CONTEXT)["found"]
        return found

    def told(self) -> list[dict[str, Any]]:
        """What the provider has to tell, out of its queue."""
        told = drained(os.environ["WEBHOOKS_QUEUE"], WaitTimeSeconds=2)  # it tells a moment later
        return [json.loads(each["Body"]) for each in told]

    def deliver(self, *told: dict[str, Any]) -> list[str]:
        """Hand webhooks to their door; the ids of those that were not taken."""
        records = [{"messageId": str(number), "body": json.dumps(each)} for number, each in enumerate(told)]
        failed = importlib.import_module("payments.webhooks").handler({"Records": records}, CONTEXT)
        return [each["itemIdentifier"] for each in failed["batchItemFailures"]]

    def books(self) -> list[tuple[str, int]]:
        """Operation and amount of each entry that the provider has of today, in the order of references."""
        company = importlib.import_module("payments.provider").named("sandbox")
        return [(each.operation, each.amount) for each in company.books(clock.timestamp()[:10], "", 1000)]

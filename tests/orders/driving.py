"""The sagas of orders as their state machines go through them, with neighbours that do as a test says.

machine = Machine(desk, order["id"])
machine.run()                                  # Begin ... Confirm; what fails is undone
machine.run(before={"Confirm": cancel})        # somebody does something just before a step
machine.run(refused={"Authorise": "PaymentDeclined"})
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from onestop.errors import OneStopError
from tests.orders.making import CUSTOMER, path
from tests.support.asking import step, task
from tests.support.gateway import CONTEXT, TENANT, Browser

FORWARD = ("Begin", "Known", "Reserve", "Authorise", "AssessRisk", "Allocate", "Confirm")
UNDONE = ("BeginUndo", "Void", "Release", "EndUndo")
KNOWN = {"id": CUSTOMER, "name": "林小梅", "tags": [], "language": "zh-CN"}
Acts = Mapping[str, Callable[[], Any]]


@dataclass
class Machine:
    """One execution. `taken` are the steps that it took, `answers` what the tasks of orders said."""

    order: str
    taken: list[str] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)
    twice: bool = False

    def run(self, before: Acts | None = None, refused: Mapping[str, str] | None = None) -> str:
        """From the first step to the last; `confirmed`, or the state in which the order ends."""
        for name in FORWARD:
            error = self._step(name, before or {}, refused or {})
            if error:
                return self._undo(name, error, before or {})
        return "confirmed"

    def ask(self, name: str, **said: Any) -> dict[str, Any]:
        """A task of orders on behalf of a step of this saga."""
        return task("orders", name, saga=step("order", self.order, name), order=self.order, **said)

    def _step(self, name: str, before: Acts, refused: Mapping[str, str]) -> str | None:
        """Why the step failed, None where it did not."""
        before.get(name, lambda: None)()
        self.taken.append(name)
        if name in refused:
            return refused[name]
        ours = {"Begin": {}, "AssessRisk": {"customer": KNOWN}, "Confirm": {"risk": self.answers.get("AssessRisk")}}
        if name not in ours:
            return None
        try:
            self.answers[name] = self._asked(name, ours[name])
        except OneStopError as error:
            return error.code
        return None

    def _undo(self, failed: str, error: str, before: Acts) -> str:
        for name in UNDONE:
            before.get(name, lambda: None)()
            self.taken.append(name)
            if name == "BeginUndo":
                self._asked(name, {"step": failed, "error": error})
        return str(self._asked("EndUndo", {})["state"])

    def _asked(self, name: str, said: dict[str, Any]) -> dict[str, Any]:
        if self.twice:
            self.ask(name, **said)
        return self.ask(name, **said)


def confirmed(desk: Browser, order: dict[str, Any]) -> dict[str, Any]:
    """A placed order after its saga."""
    assert Machine(order["id"]).run() == "confirmed"
    return seen(desk, order)


def seen(desk: Browser, order: dict[str, Any]) -> dict[str, Any]:
    """The order as it is now."""
    found: dict[str, Any] = desk.get(path(order)).json
    return found


def ask(name: str, order: dict[str, Any], saga: str, record: dict[str, Any], **said: Any) -> dict[str, Any]:
    """A task on behalf of the saga `shipment` or `cancellation`; `record` is what it is about."""
    on_behalf = step(saga, record["id"], name)
    return task("orders", name, saga=on_behalf, order=order["id"], **{saga: record["id"]}, **said)


def park(order: dict[str, Any], token: str = "token-1", saga: str = "order", execution: str = "") -> None:
    """What a state machine sends when it stands still at `Void`."""
    from orders.saga import handler  # noqa: PLC0415  needs the environment of the tests

    name = execution or order["id"]
    said = {"saga": saga, "id": name, "step": "Void", "error": "OutcomeUnknown", "token": token}
    asked = {"task": "Park", "tenant": TENANT, "correlation": "test", "saga": step(saga, name, "ParkVoid")}
    handler({**asked, "input": {"order": order["id"], **said}}, CONTEXT)


def packed(desk: Browser, order: dict[str, Any], **lines: int) -> dict[str, Any]:
    """A new shipment: `packed(desk, order, l1=2)` of 2 pieces of line 1; of all that is left where nothing is said."""
    body = {"lines": [{"line": name[1:], "quantity": number} for name, number in lines.items()]} if lines else {}
    reply = desk.post(path(order, "shipments"), body)
    assert reply.status == 201, reply.text
    return dict(reply.json)


def dispatched(desk: Browser, order: dict[str, Any], **lines: int) -> dict[str, Any]:
    """A shipment that is on its way out, of which the saga has not heard yet."""
    shipment = packed(desk, order, **lines)
    return dict(desk.post(path(order, "shipments", shipment["id"], "dispatch")).json)


def shipped(desk: Browser, order: dict[str, Any], **lines: int) -> dict[str, Any]:
    """A shipment that was paid for and has left."""
    shipment = dispatched(desk, order, **lines)
    ask("BeginShipment", order, "shipment", shipment)
    ask("EndShipment", order, "shipment", shipment)
    return dict(desk.get(path(order, "shipments", shipment["id"])).json)


def cancelled(desk: Browser, order: dict[str, Any], **lines: int) -> dict[str, Any]:
    """A cancellation of a confirmed order whose saga is over."""
    body = {"lines": [{"line": name[1:], "quantity": number} for name, number in lines.items()]} if lines else {}
    reply = desk.post(path(order, "cancellations"), body)
    assert reply.status == 201, reply.text
    for name in ("BeginCancellation", "EndCancellation"):
        ask(name, order, "cancellation", reply.json)
    return dict(reply.json)

"""Orders up to their confirmation, what is cancelled of them, and their documents."""

from typing import Any

from onestop.errors import NotShippable, OrderCancelled, RiskRefused, WrongState
from tests.sagas.model.house import House, Said, Task, at_once
from tests.sagas.model.records import Document, Line, Order, Part

SECONDS = 600  # how long a reservation lasts


class Orders:
    """What orders, shipments, cancellations and documents there are, and whose sagas were parked."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.orders: dict[str, Order] = {}
        self.shipments: dict[str, Part] = {}
        self.cancellations: dict[str, Part] = {}
        self.documents: dict[str, Document] = {}
        self.parked: dict[str, str] = {}  # the token that lets each of them go on
        self._sent: dict[str, str] = {}  # which of their messages came last, so that an older one is known

    def tasks(self) -> dict[str, Task]:
        names = ("begin", "assess_risk", "confirm", "begin_undo", "end_undo", "begin_cancellation", "end_cancellation",
                 "begin_shipment", "fail_shipment", "issue_invoice", "end_shipment", "issue_credit_note",
                 "place_exchange", "park")  # fmt: skip
        return {name.title().replace("_", ""): at_once(getattr(self, name)) for name in names}

    # ── what people do ─────────────────────────────────────────────────────────────────────────────────────────────

    def place(self, order: Order) -> None:
        for line in order.lines.values():
            line.open = line.quantity
        self.orders[order.id] = order
        self._goes(order, "placed")

    def cancel(self, order: Order, pieces: dict[str, int], name: str) -> Part | None:
        """At once, by the saga that runs, or by one of its own, which is returned. Raises WrongState, NotShippable."""
        if order.state in ("placed", "undoing"):
            order.cancelling = True
            return None
        part = self._part(order, pieces, name)
        self.cancellations[name] = part
        self.house.tell("CancellationRequested", order.id, name=name, amount=part.amount)
        return part

    def dispatch(self, order: Order, pieces: dict[str, int], name: str) -> Part:
        """Pack pieces and hand them to the carrier. Raises WrongState, NotShippable."""
        part = self.shipments[name] = self._part(order, pieces, name)
        self.house.tell("ShipmentDispatched", order.id, name=name, amount=part.amount)
        return part

    def _part(self, order: Order, pieces: dict[str, int], name: str) -> Part:
        if order.state != "confirmed":
            raise WrongState(f"The order is {order.state}.")
        if not pieces or any(number > order.lines[line].open for line, number in pieces.items()):
            raise NotShippable("These pieces have left already.")
        worth = {line: order.lines[line].take(number) for line, number in pieces.items()}
        return Part(name, order.id, pieces, worth)

    # ── what the saga of an order asks for ─────────────────────────────────────────────────────────────────────────

    def begin(self, said: Said) -> dict[str, Any]:
        order = self._refusing_what_is_over(said)
        if order.cancelling and order.state == "placed":
            raise OrderCancelled("It was cancelled before it began.")
        lines = [
            {"line": name, "variant": line.variant, "quantity": line.quantity} for name, line in order.lines.items()
        ]
        return {"customer": order.customer, "currency": "EUR", "total": order.total, "method": {"token": "ok"},
                "seconds": SECONDS, "lines": lines}  # fmt: skip

    def assess_risk(self, said: Said) -> dict[str, Any]:
        if self.orders[said["order"]].risky:
            raise RiskRefused("Too risky.")
        return {"verdict": "approve", "score": 0, "reasons": []}

    def confirm(self, said: Said) -> dict[str, Any]:
        order = self._refusing_what_is_over(said)
        if order.state == "placed":
            if order.cancelling:
                raise OrderCancelled("It was cancelled meanwhile.")
            self._goes(order, "confirmed")
        return {}

    def begin_undo(self, said: Said) -> dict[str, Any]:
        order = self.orders[said["order"]]
        assert order.state != "confirmed", "what is confirmed is not undone"
        if order.state == "placed":
            self._goes(order, "undoing", step=said["step"], error=said["error"])
        return {}

    def end_undo(self, said: Said) -> dict[str, Any]:
        order = self.orders[said["order"]]
        if order.state == "undoing":
            self._goes(order, "cancelled" if order.cancelling else "failed")
        return {"state": order.state}

    def park(self, said: Said) -> dict[str, Any]:
        sent = f"{said['entered']}/{said['attempt']:06}"
        if sent <= self._sent.get(said["id"], ""):
            return {}
        self._sent[said["id"]], self.parked[said["id"]] = sent, said["token"]
        self.house.tell("SagaParked", said["order"], step=said["step"], error=said["error"])
        return {}

    # ── what the sagas of its parts ask for ────────────────────────────────────────────────────────────────────────

    def begin_cancellation(self, said: Said) -> dict[str, Any]:
        return self._asked(self.cancellations[said["cancellation"]])

    def end_cancellation(self, said: Said) -> dict[str, Any]:
        part = self.cancellations[said["cancellation"]]
        if part.state == "asked":
            part.state = "done"
            self.house.tell("CancellationDone", part.order, amount=part.amount)
        return {}

    def begin_shipment(self, said: Said) -> dict[str, Any]:
        part = self.shipments[said["shipment"]]
        if part.state == "failed":
            raise WrongState("This shipment failed.")
        return self._asked(part)

    def fail_shipment(self, said: Said) -> dict[str, Any]:
        part = self.shipments[said["shipment"]]
        assert part.state != "done", "what has left is not taken back"
        if part.state == "asked":
            part.state = "failed"
            for line, number in part.pieces.items():
                self.orders[part.order].lines[line].put_back(number, part.worth[line])
            self.house.tell("ShipmentFailed", part.order, amount=part.amount)
        return {}

    def issue_invoice(self, said: Said) -> dict[str, Any]:
        part = self.shipments[said["shipment"]]
        return self._document("invoice", f"invoice/{part.id}", part.order, part.amount)

    def end_shipment(self, said: Said) -> dict[str, Any]:
        part = self.shipments[said["shipment"]]
        if part.state == "asked":
            part.state = "done"
            for name, number in part.pieces.items():
                line = self.orders[part.order].lines[name]
                line.shipped, line.paid = line.shipped + number, line.paid + part.worth[name]
            self.house.tell("ShipmentShipped", part.order, amount=part.amount)
        return {}

    def issue_credit_note(self, said: Said) -> dict[str, Any]:
        return self._document("credit note", f"credit/{said['creditNote']}", said["order"], said["amount"]["amount"])

    def place_exchange(self, said: Said) -> dict[str, Any]:
        name = f"{said['return']}-exchange"
        if name not in self.orders:
            old = self.orders[said["order"]]
            lines = {str(at): Line(each["variant"], each["quantity"], 0) for at, each in enumerate(said["lines"], 1)}
            self.place(Order(name, old.customer, lines, exchange_of=old.id, of_return=said["return"]))
        return {"order": name}

    def _refusing_what_is_over(self, said: Said) -> Order:
        order = self.orders[said["order"]]
        if order.state in ("undoing", "failed", "cancelled"):
            raise OrderCancelled(f"The order is {order.state}.")
        return order

    def _asked(self, part: Part) -> dict[str, Any]:
        amount = {"amount": part.amount, "currency": "EUR"}
        return {"payment": part.order, "reservation": part.order, "amount": amount, "lines": part.lines}

    def _document(self, kind: str, name: str, order: str, amount: int) -> dict[str, Any]:
        if name not in self.documents:
            number = 1 + sum(each.kind == kind for each in self.documents.values())
            self.documents[name] = Document(kind, order, amount, number)
            self.house.tell("DocumentIssued", order, kind=kind, amount=amount)
        return {"document": name, "number": str(self.documents[name].number)}

    def _goes(self, order: Order, state: str, **facts: Any) -> None:
        order.state = state
        self.house.tell(f"Order{state.capitalize()}", order.id, name=order.id, **facts)

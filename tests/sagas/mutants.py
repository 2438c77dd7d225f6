"""Mistakes that somebody could make: each has to be found by what holds at the end of a history."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from onestop.errors import OutOfStock
from tests.sagas.interpreter import Machine, definition, machine, understood
from tests.sagas.model.catalog import Catalog
from tests.sagas.model.house import Said
from tests.sagas.model.orders import Orders
from tests.sagas.model.payments import Payment, Payments
from tests.sagas.model.provider import Answer, Request
from tests.sagas.model.records import Order
from tests.sagas.model.returns import Returns

States = dict[str, Any]


@dataclass(frozen=True)
class Mutant:
    """A shop with one mistake: in a machine, or in a part of it."""

    name: str
    machines: Callable[[str], Machine] = machine
    parts: Mapping[str, type] = field(default_factory=dict)


def _changed(saga: str, change: Callable[[States], None]) -> Callable[[str], Machine]:
    """All machines as they are, but one."""
    said = deepcopy(dict(definition(saga)))
    change(said["States"])
    wrong = understood(saga, said)
    return lambda name: wrong if name == saga else machine(name)


def _without_void(states: States) -> None:
    states["HowFar"]["Default"] = "Release"


def _release_before_void(states: States) -> None:
    states["HowFar"] |= {"Default": "Release"}
    states["Release"]["Next"], states["Void"]["Next"] = "Void", "EndUndo"


def _nothing_to_undo_for_the_step_that_failed(states: States) -> None:
    states["HowFar"]["Choices"][0]["Or"].append({"Variable": "$.failedAt", "StringEquals": "Reserve"})


def _given_up_instead_of_parked(states: States) -> None:
    states["Void"]["Catch"] = [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.stuck", "Next": "Release"}]


def _failed_instead_of_parked(states: States) -> None:
    states["Capture"]["Catch"] = [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.failure", "Next": "FailShipment"}]


def _invoice_before_money(states: States) -> None:
    states["BeginShipment"]["Next"], states["IssueInvoice"]["Next"] = "IssueInvoice", "Capture"
    states["Issue"]["Next"] = "EndShipment"


class ReservesAgain(Catalog):
    """Takes a second Reserve for another order."""

    def reserve(self, said: Said) -> dict[str, Any]:
        again = f"{said['reservation']}/again"
        if said["reservation"] in self.reservations and again not in self.reservations:
            super().reserve({**said, "reservation": again})
        return super().reserve(said)


class ForgetsReleases(Catalog):
    """Leaves no tombstone where there was nothing to release yet."""

    def release(self, said: Said) -> dict[str, Any]:
        return super().release(said) if said["reservation"] in self.reservations else {}


class Oversells(Catalog):
    """Looks at what is on hand, not at what others hold."""

    def free(self, variant: str) -> int:
        return self.on_hand[variant] if self._reserving else super().free(variant)

    _reserving = False

    def reserve(self, said: Said) -> dict[str, Any]:
        self._reserving = True
        try:
            return super().reserve(said)
        except OutOfStock:
            raise
        finally:
            self._reserving = False


class HoldsForEver(Catalog):
    """Allocates although the time of the hold is over, and somebody else may have the pieces."""

    def allocate(self, said: Said) -> dict[str, Any]:
        if (found := self.reservations.get(said["reservation"])) and found.state == "held":
            found.until = self.house.now + 1
        return super().allocate(said)


class RestocksAgain(Catalog):
    """Puts goods back each time that it is asked."""

    def restock(self, said: Said) -> dict[str, Any]:
        self.restocked.discard(said["restock"])
        return super().restock(said)


class GuessesNo(Payments):
    """Takes silence for a refusal."""

    def _unanswered(self, request: Request) -> Answer:
        return Answer("declined", request.amount)


class GuessesYes(Payments):
    """Takes silence for success."""

    def _unanswered(self, request: Request) -> Answer:
        return Answer("done", request.amount)


class ForgetsVoids(Payments):
    """Leaves no tombstone where nothing was authorised yet."""

    def void(self, said: Said) -> Any:
        if said["payment"] not in self.payments:
            yield
            return {}
        return (yield from super().void(said))


class TriesAgain(Payments):
    """Asks the provider once more after it has refused, although the shipment has been given up."""

    def capture(self, said: Said) -> Any:
        payment: Payment = self.payments[said["payment"]]
        refused = [name for name, move in payment.moves.items() if move.state == "declined" and said["capture"] in name]
        for name in refused:
            payment.moves[f"{name}, once"] = payment.moves.pop(name)
            self.provider.books.pop(name, None)
        return (yield from super().capture(said))


class KeepsTheRest(Payments):
    """Never lets go of what will not be captured."""

    def _closed(self, payment: Payment) -> Any:
        yield


class ConfirmsAnyway(Orders):
    """Does not look whether the order was cancelled while it was being confirmed."""

    def confirm(self, said: Said) -> dict[str, Any]:
        order = self.orders[said["order"]]
        if order.state in ("placed", "undoing", "failed", "cancelled"):
            self._goes(order, "confirmed")
        return {}


class NumbersAgain(Orders):
    """Issues another invoice each time that it is asked."""

    def issue_invoice(self, said: Said) -> dict[str, Any]:
        part = self.shipments[said["shipment"]]
        return self._document("invoice", f"invoice/{part.id}/{len(self.documents)}", part.order, part.amount)


class ParksTheOlder(Orders):
    """Takes whichever message of a parked saga came last for the newest one."""

    def park(self, said: Said) -> dict[str, Any]:
        self._sent.pop(said["id"], None)
        return super().park(said)


class KeepsTheWorth(Returns):
    """Does not hear that what was to be sent instead is not sent."""

    def refund(self, exchange: Order) -> None:
        pass


class PaysUnderTheSameId(Returns):
    """Asks for the refund and the credit note of a failed exchange by the id under which nothing was paid before."""

    def begin_return(self, said: Said) -> dict[str, Any]:
        return {**super().begin_return(said), "settlement": said["return"]}


MUTANTS = (
    Mutant("Void is left out", _changed("order", _without_void)),
    Mutant("pieces are released before the money is", _changed("order", _release_before_void)),
    Mutant("the failed step itself is not undone", _changed("order", _nothing_to_undo_for_the_step_that_failed)),
    Mutant("a Void that cannot be done is given up", _changed("order", _given_up_instead_of_parked)),
    Mutant("an unknown capture counts as refused", _changed("shipment", _failed_instead_of_parked)),
    Mutant("the invoice comes before the money", _changed("shipment", _invoice_before_money)),
    Mutant("Reserve holds twice", parts={"catalog_kind": ReservesAgain}),
    Mutant("Release leaves no tombstone", parts={"catalog_kind": ForgetsReleases}),
    Mutant("what others hold is sold", parts={"catalog_kind": Oversells}),
    Mutant("holds do not end", parts={"catalog_kind": HoldsForEver}),
    Mutant("Restock counts twice", parts={"catalog_kind": RestocksAgain}),
    Mutant("silence is taken for a refusal", parts={"payments_kind": GuessesNo}),
    Mutant("silence is taken for success", parts={"payments_kind": GuessesYes}),
    Mutant("Void leaves no tombstone", parts={"payments_kind": ForgetsVoids}),
    Mutant("a refused capture is tried again", parts={"payments_kind": TriesAgain}),
    Mutant("the rest stays set aside", parts={"payments_kind": KeepsTheRest}),
    Mutant("a cancelled order is confirmed", parts={"orders_kind": ConfirmsAnyway}),
    Mutant("an invoice is issued twice", parts={"orders_kind": NumbersAgain}),
    Mutant("nobody hears of exchanges that fail", parts={"returns_kind": KeepsTheWorth}),
    Mutant("an exchange that failed is credited as before", parts={"returns_kind": PaysUnderTheSameId}),
    Mutant("an older token replaces the newer one", parts={"orders_kind": ParksTheOlder}),
)

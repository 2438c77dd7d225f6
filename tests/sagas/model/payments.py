"""Payments: what was intended is written before the provider is asked, and what is unknown is asked, never guessed."""

from collections.abc import Generator
from dataclasses import dataclass, field

from onestop.errors import OutcomeUnknown, PaymentDeclined, WrongState
from tests.sagas.model.house import House, Said, Steps, Task
from tests.sagas.model.provider import Answer, Provider, Request, Silence


@dataclass
class Move:
    """One request to the provider and what is known of it: pending, done or declined."""

    request: Request
    state: str = "pending"


@dataclass
class Payment:
    """The money of one order, in minor units."""

    order: str
    state: str = "authorising"
    moves: dict[str, Move] = field(default_factory=dict)
    reduced: dict[str, int] = field(default_factory=dict)
    voided: int = 0

    def total(self, kind: str, *states: str) -> int:
        found = (each for each in self.moves.values() if each.request.kind == kind and each.state in states)
        return sum(each.request.amount for each in found)

    @property
    def authorised(self) -> int:
        return self.total("authorise", "done")

    def has_done(self, prefix: str) -> bool:
        return any(name.startswith(prefix) and move.state == "done" for name, move in self.moves.items())

    @property
    def left(self) -> int:
        """What can still be captured."""
        return self.authorised - self.total("capture", "done", "pending") - sum(self.reduced.values())


class Payments:
    """One payment for each order, under the order's id."""

    def __init__(self, house: House, provider: Provider) -> None:
        self.house, self.provider = house, provider
        self.payments: dict[str, Payment] = {}
        self.pending: dict[str, None] = {}  # references whose outcome is not written yet, in their order

    def tasks(self) -> dict[str, Task]:
        acts = (self.authorise, self.void, self.capture, self.reduce, self.refund)
        return {act.__name__.capitalize(): act for act in acts}

    def authorise(self, said: Said) -> Steps:
        yield
        order = said["payment"]
        payment = self.payments.setdefault(order, Payment(order))
        if payment.state in ("voiding", "voided"):
            raise WrongState("It was voided.")
        yield from self._moved(payment, Request("authorise", f"{order}/authorise", said["amount"]["amount"]))
        return {}

    def void(self, said: Said) -> Steps:
        yield
        payment = self.payments.setdefault(said["payment"], Payment(said["payment"], "voided"))
        if payment.state == "voided":
            return {}
        payment.state = "voiding"
        yield
        self.provider.void(f"{payment.order}/authorise")
        yield
        if payment.state == "voiding":
            payment.state, payment.voided = "voided", payment.authorised
            self.house.tell("PaymentVoided", payment.order, amount=payment.voided)
        yield
        return {}

    def capture(self, said: Said) -> Steps:
        yield
        payment, amount = self.payments[said["payment"]], said["amount"]["amount"]
        reference = f"{payment.order}/capture/{said['capture']}"
        if reference not in payment.moves and (payment.state != "authorised" or amount > payment.left):
            raise WrongState("That much cannot be captured.")
        yield from self._moved(payment, Request("capture", reference, amount, f"{payment.order}/authorise"))
        yield from self._closed(payment)
        return {}

    def reduce(self, said: Said) -> Steps:
        yield
        payment, amount = self.payments[said["payment"]], said["amount"]["amount"]
        if said["release"] not in payment.reduced:
            assert amount <= payment.left, "more than can be captured"
            payment.reduced[said["release"]] = amount
            self.house.tell("PaymentReduced", payment.order, amount=amount)
        yield
        yield from self._closed(payment)
        return {}

    def refund(self, said: Said) -> Steps:
        yield
        payment, amount = self.payments[said["payment"]], said["amount"]["amount"]
        if payment.has_done(f"{payment.order}/refund/{said['refund']}/"):
            return {}
        # A refusal is final for the saga that was told so; whoever tries again does it under another name.
        reference = f"{payment.order}/refund/{said['refund']}/{said['by']}"
        refundable = payment.total("capture", "done") - payment.total("refund", "done", "pending")
        if reference not in payment.moves and amount > refundable:
            raise WrongState("That much was not paid.")
        yield from self._moved(payment, Request("refund", reference, amount, f"{payment.order}/authorise"))
        return {}

    def told(self, reference: str) -> None:
        """A webhook, or the sweep: ask about what is pending under this reference."""
        payment = self.payments[reference.partition("/")[0]]
        move = payment.moves.get(reference)
        if move and (answer := self.provider.find(reference)):
            self._settle(payment, move, answer)

    def unsettled(self) -> list[str]:
        """The references that the sweep would learn something about."""
        known = ((reference, self.provider.find(reference)) for reference in self.pending)
        return [reference for reference, answer in known if answer and answer.state != "pending"]

    def _moved(self, payment: Payment, wanted: Request) -> Generator[None, None, None]:
        """Have it done at the provider, once. Raises OutcomeUnknown or PaymentDeclined."""
        known = wanted.reference in payment.moves
        move = payment.moves.setdefault(wanted.reference, Move(wanted))
        if move.state == "pending":
            self.pending[wanted.reference] = None
            yield
            answer = self._answer(move.request, known) if wanted.amount else Answer("done", 0)
            yield
            self._settle(payment, move, answer)
            yield
        if move.state == "pending":
            raise OutcomeUnknown("The provider has not decided yet.")
        if move.state != "done":
            raise PaymentDeclined("The provider says no.")

    def _answer(self, request: Request, known: bool) -> Answer:
        """What the provider says. What was asked before is asked about first; an odd answer is checked in the books."""
        if known and (found := self.provider.find(request.reference)):
            return found
        try:
            answer = self.provider.ask(request)
        except Silence:
            return self._unanswered(request)
        return answer if answer.amount == request.amount else self.provider.find(request.reference) or answer

    def _unanswered(self, request: Request) -> Answer:
        raise OutcomeUnknown(f"The provider said nothing about {request.reference}.")

    def _settle(self, payment: Payment, move: Move, answer: Answer) -> None:
        """Write what became of a move, unless that is written already or not known yet."""
        if move.state != "pending" or answer.state == "pending":
            return
        self.pending.pop(move.request.reference, None)
        over = payment.state in ("voiding", "voided")
        move.state = "done" if answer.state == "done" and not over else "declined"
        if move.request.kind == "authorise" and not over:
            payment.state = "authorised" if move.state == "done" else "declined"
        if move.state == "done":
            self.house.tell(f"Payment{_PAST[move.request.kind]}", payment.order, amount=move.request.amount)

    def _closed(self, payment: Payment) -> Generator[None, None, None]:
        """Give back at the provider what will never be captured, once nothing more can come."""
        pending = payment.total("capture", "pending")
        if payment.left == 0 and not pending and payment.reduced:
            self.provider.void(f"{payment.order}/authorise")
            yield


_PAST = {"authorise": "Authorised", "capture": "Captured", "refund": "Refunded"}

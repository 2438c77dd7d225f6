"""One payment in random hands: sagas that ask again, workers that die, a provider that does whatever comes to its mind.

The rules are the product's (`payments.domain`, and the sandbox's `company`); tables and transport are dictionaries
here, so that thousands of histories take seconds. Each step may be cut off before or after anything that lasts.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from random import Random

from onestop.errors import WrongState
from payments.domain.balance import Balance, begun, has_rest, settled, unlearnt
from payments.domain.operation import AUTHORISE, CAPTURE, REDUCE, REFUND, TAKES, VOID, Operation
from payments.provider.behaviours import BEHAVIOURS
from payments.provider.company import Held, done
from payments.provider.port import Outcome

ORDER = "order"
TRIES = 200


class Died(Exception):
    """The worker ended here."""


class Unknown(Exception):
    """The provider did not say what came of it."""


@dataclass
class Company:
    """The sandbox's rules over a dictionary; `books` are its entries by reference."""

    held: Held
    books: dict[str, Outcome] = field(default_factory=dict)
    untold: set[str] = field(default_factory=set)

    def call(self, kind: str, reference: str, amount: int) -> Outcome:
        if reference in self.books:
            return self.find(reference)  # type: ignore[return-value]
        deed = done(self.held, kind, Outcome("done", reference, amount, "EUR"))
        self.held = deed.held
        if deed.booked:
            self.books[reference] = deed.booked
        if deed.told is None:
            raise Unknown
        if deed.told.state == "pending":
            self.untold.add(reference)
            raise Unknown
        return deed.told

    def find(self, reference: str) -> Outcome | None:
        if reference in self.untold:
            self.untold.discard(reference)
            raise Unknown
        return self.books.get(reference)

    def total(self, kind: str) -> int:
        return sum(said.amount for name, said in self.books.items() if said.state == "done" and name.startswith(kind))


@dataclass
class Till:
    """The payment as it is stored, and what was ever wanted of it; `dies` says whether a worker ends at a point."""

    company: Company
    dies: Callable[[], bool]
    balance: Balance = field(default_factory=Balance)
    done: dict[tuple[str, str], str] = field(default_factory=dict)

    def ask(self, wanted: Operation) -> None:
        """As a task does: what is known is not asked for, what is open is asked about, the rest is begun."""
        if (wanted.kind, wanted.cause) in self.done:
            return None
        waiting = self.balance.waiting(wanted.kind, wanted.cause)
        if wanted.kind == REDUCE:  # nobody outside has a part in it: one write
            return self._settle(begun(self.balance, wanted), wanted, Outcome("done", "", wanted.amount, "EUR"))
        if waiting is not None:
            return self._settle(None, waiting, self._learn(waiting))
        self._save(begun(self.balance, wanted))
        return self._settle(None, wanted, self._send(wanted))

    def sweep(self) -> None:
        """As the clock does: a void first."""
        for each in sorted(self.balance.pending, key=lambda one: one.kind != VOID):
            if self.balance.waiting(each.kind, each.cause):
                self.ask(each)

    def _learn(self, waiting: Operation) -> Outcome:
        void = next((each for each in self.balance.pending if each.kind == VOID), None)
        if self.balance.closing and waiting.kind in TAKES and void:
            self._settle(None, void, self._learn(void))
        if waiting not in self.balance.pending:
            raise Died  # it was settled with the void
        found = self._tried(waiting, lambda: self.company.find(_name(waiting)))
        if found is None and self.balance.closing and waiting.kind in TAKES:
            return Outcome("declined", "", 0, "EUR")
        return found or self._send(waiting)

    def _send(self, waiting: Operation) -> Outcome:
        answer = self._tried(waiting, lambda: self.company.call(waiting.kind, _name(waiting), waiting.amount))
        if answer.state == "done" and answer.amount != waiting.amount:
            answer = self._tried(waiting, lambda: self.company.find(_name(waiting)))
        self._may_die()
        return answer

    def _tried(self, waiting: Operation, ask: Callable[[], Outcome | None]) -> Outcome:
        self._may_die()
        try:
            return ask()  # type: ignore[return-value]
        except Unknown:
            self._save(unlearnt(self.balance, waiting))
            raise

    def _settle(self, balance: Balance | None, waiting: Operation, outcome: Outcome) -> None:
        known = [(waiting, outcome)]
        if waiting.kind == VOID and outcome.state == "done":
            open_still = [each for each in self.balance.pending if each.kind in TAKES]
            for each in open_still:
                try:
                    known.append((each, self.company.find(_name(each)) or Outcome("declined", "", 0, "EUR")))
                except Unknown:
                    continue
        balance = balance or self.balance
        for each, said in known:
            balance = settled(balance, each, said.amount if said.state == "done" else None)
        if waiting.kind == VOID and outcome.state == "declined":
            balance = begun(balance, replace(waiting, attempt=waiting.attempt + 1))
        elif has_rest(balance):
            balance = begun(balance, Operation(VOID, ORDER, balance.reduced))
        self._save(balance)
        self.done |= {(each.kind, each.cause): said.state for each, said in known if each.kind != VOID}
        if balance.closed:
            self.done[VOID, ORDER] = "done"

    def _save(self, balance: Balance) -> None:
        """A worker dies before a write or after it, never in it."""
        self._may_die()
        self.balance = balance

    def _may_die(self) -> None:
        if self.dies():
            raise Died


def _name(each: Operation) -> str:
    return f"{each.kind}.{each.cause}.{each.attempt}"


def history(seed: int) -> Till:
    """A payment after a random history, left alone until the clock has nothing to look at any more."""
    chance = Random(seed)
    company = Company(Held(token(chance)))
    till = Till(company, lambda: chance.random() < 0.1)
    _try(till, lambda: till.ask(Operation(AUTHORISE, ORDER, 1000)))
    for _ in range(chance.randint(0, 12)):
        wanted = _wish(chance)
        _try(till, lambda wanted=wanted: till.ask(wanted))
        if chance.random() < 0.3:
            _try(till, till.sweep)
    company.held = replace(company.held, token="ok")  # in the end every company is well again
    till.dies = lambda: False
    for _ in range(TRIES):
        if not till.balance.pending:
            return till
        _try(till, till.sweep)
    raise AssertionError(f"{till.balance.pending} is still open")


def token(chance: Random) -> str:
    """A provider in any mood."""

    def listed() -> str:
        return ",".join(chance.choices(sorted(BEHAVIOURS), k=chance.randint(1, 4)))

    return ";".join(f"{operation}={listed()}" for operation in ("authorise", "capture", "void", "refund"))


def _wish(chance: Random) -> Operation:
    kind = chance.choice([AUTHORISE, CAPTURE, CAPTURE, REDUCE, REFUND, VOID])
    if kind in (AUTHORISE, VOID):
        return Operation(kind, ORDER, 1000 if kind == AUTHORISE else 0)
    cause = chance.randint(1, 4)  # the same cause again is the same operation again
    return Operation(kind, str(cause), (cause * 137 if kind == CAPTURE else cause * 61))


def _try(till: Till, step: Callable[[], None]) -> None:
    with suppress(Died, Unknown, WrongState):
        step()


def must_agree(till: Till) -> None:
    """The books and the payment say the same, to the cent, and nobody has taken more than was permitted."""
    balance, held = till.balance, till.company.held
    assert (balance.authorised or 0, balance.captured, balance.refunded) == (held.amount, held.captured, held.refunded)
    assert {kind: till.company.total(kind) for kind in (CAPTURE, REFUND)} == {
        CAPTURE: balance.captured, REFUND: balance.refunded,
    }  # fmt: skip
    assert 0 <= balance.refunded <= balance.captured <= (balance.authorised or 0) <= 1000
    assert balance.captured + balance.reduced <= (balance.authorised or 0)
    open_still = (balance.authorised or 0) - balance.captured - balance.reduced
    assert held.voided == balance.closed or not held.amount
    assert open_still == 0 or not balance.closing or held.voided

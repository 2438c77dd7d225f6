"""The payment provider: another company, with books of its own, that does not always answer."""

from collections.abc import Callable
from dataclasses import dataclass

BEHAVIOURS = ("ok", "decline", "timeout-before", "timeout-underway", "timeout-after", "late", "wrong", "twice")


class Silence(Exception):
    """No answer came: nobody knows whether it was done."""


@dataclass
class Entry:
    """One line of the books, under the reference that we gave it; `of` is what it takes its money from."""

    kind: str
    amount: int
    of: str
    state: str = "done"
    captured: int = 0  # what became of an authorisation
    refunded: int = 0
    voided: int = 0


@dataclass(frozen=True)
class Answer:
    """What it says about a reference: done, declined, pending or voided."""

    state: str
    amount: int


@dataclass(frozen=True)
class Request:
    """What we ask for, under a reference that makes it happen once."""

    kind: str
    reference: str
    amount: int
    of: str = ""


class Provider:
    """Everything under a reference happens once; a voided reference stays so, even if it was never used before."""

    def __init__(self, behaviour: Callable[[Request], str]) -> None:
        self.books: dict[str, Entry] = {}
        self.underway: list[Request] = []
        self.hooks: list[str] = []  # references about which a webhook is on its way
        self._behaviour = behaviour

    def ask(self, request: Request) -> Answer:
        """Carry it out, or not. Raises Silence."""
        behaviour = "ok" if request.reference in self.books else self._behaviour(request)
        if behaviour == "timeout-underway":
            self.underway.append(request)
        if behaviour.startswith("timeout") and behaviour != "timeout-after":
            raise Silence
        self._carry_out(request, behaviour)
        if behaviour == "timeout-after":
            raise Silence
        answer = self.find(request.reference)
        assert answer
        return Answer(answer.state, answer.amount + 1) if behaviour == "wrong" else answer

    def find(self, reference: str) -> Answer | None:
        """What became of a reference; None where it never arrived."""
        entry = self.books.get(reference)
        return entry and Answer(entry.state, entry.amount)

    def void(self, reference: str) -> int:
        """Give back what is left of an authorisation, for good; how much that was."""
        entry = self.books.setdefault(reference, Entry("authorise", 0, ""))
        if entry.state == "done":
            entry.voided = entry.amount - entry.captured
        elif entry.state != "voided":
            entry.amount = 0
        entry.state = "voided"
        return entry.voided

    def arrive(self) -> None:
        """What was on its way for so long arrives."""
        self._carry_out(self.underway.pop(0), "ok")

    def settle(self, reference: str) -> None:
        """What was pending is done, and somebody will be told."""
        self._finish(self.books[reference])
        self.hooks.append(reference)

    def pending(self) -> list[str]:
        return [reference for reference, entry in self.books.items() if entry.state == "pending"]

    def _carry_out(self, request: Request, behaviour: str) -> None:
        if request.reference in self.books:
            return
        entry = self.books[request.reference] = Entry(request.kind, request.amount, request.of)
        if behaviour == "decline":
            entry.state = "declined"
        elif behaviour == "late":
            entry.state = "pending"
        else:
            self._finish(entry)
        self.hooks += [request.reference] * (2 if behaviour == "twice" else 0)

    def _finish(self, entry: Entry) -> None:
        source = self.books.get(entry.of, entry)
        left = {"authorise": entry.amount, "capture": source.amount - source.captured if source.state == "done" else 0,
                "refund": source.captured - source.refunded}[entry.kind]  # fmt: skip
        entry.state = "done" if entry.amount <= left else "declined"
        if entry.state == "done" and entry.kind == "capture":
            source.captured += entry.amount
        elif entry.state == "done" and entry.kind == "refund":
            source.refunded += entry.amount

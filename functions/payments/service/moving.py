"""Moving money: first the intention is written, then the provider is asked, then the outcome is written.

Whatever dies in between, the next attempt finds the intention and asks the provider what came of it before anything is
sent again, under the same reference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from onestop import clock, records
from onestop.errors import Invalid, NotFound, OutcomeUnknown, PaymentDeclined, RequestInProgress, WrongState
from onestop.identity import Caller
from onestop.tables import Step
from payments import table
from payments.domain.balance import begun
from payments.domain.operation import AUTHORISE, REDUCE, TAKES, VOID, Operation
from payments.provider.port import Outcome
from payments.service import asking, keeping, settling
from payments.service.asking import Learnt

Opening = Callable[[], table.Payment]


def move(
    by: Caller, payment_id: str, wanted: Operation, *beside: Step, opening: Opening | None = None
) -> table.Payment:
    """Carry out an operation once, however often it is asked for, and return the payment after it: 3 calls.

    The provider's own calls come on top. `opening` makes the payment where there is none, `beside` is written together
    with the intention. Raises `OutcomeUnknown` (ask again), `PaymentDeclined`, `WrongState`, `Invalid`, `NotFound`.
    """
    row = records.settled(lambda: _move(by, payment_id, wanted, beside, opening))
    release_rest(by, row)
    return row


def _move(
    by: Caller, payment_id: str, wanted: Operation, beside: tuple[Step, ...], opening: Opening | None
) -> table.Payment:
    row, done = table.fetch_with(by.tenant, payment_id, wanted.kind, wanted.cause)
    if row is None and opening is None:
        raise NotFound("There is no such payment.")
    row = row or opening()
    waiting = row.balance().waiting(wanted.kind, wanted.cause)
    if row.closing and (wanted.kind == AUTHORISE or (waiting and waiting.kind in TAKES)):
        return _after_void(by, row, wanted)
    if row.amount and wanted.currency not in ("", row.currency):
        raise Invalid(f"This payment is in {row.currency}.")
    if waiting is not None:
        return _conclude(by, row, waiting, asking.found_or_sent)
    if done is not None and not _is_anew(done, wanted):
        return _must_be_done(row, done, wanted)
    return _begin(by, row, _intended(by, wanted, done), beside)


def _is_anew(done: table.Move, wanted: Operation) -> bool:
    """Whether what was declined is asked for by a later run of a saga than the one that was told so.

    What an earlier run asked for may arrive when that one has long failed: it must not move money any more.
    """
    return done.state == "declined" and bool(wanted.step) and _run(wanted.step) > _run(done.step)


def _run(step: Mapping[str, Any] | None) -> tuple[int, str]:
    """The run of a step, to be compared: executions are called `<id>`, `<id>-2` … `<id>-10`, ids rise with time."""
    name = step["id"] if step else ""
    return len(name), name


def _must_be_done(row: table.Payment, done: table.Move, wanted: Operation) -> table.Payment:
    if done.state == "declined":
        raise PaymentDeclined(done.reason or "The provider declined.")
    if done.amount["amount"] != wanted.amount and wanted.kind != VOID:
        raise WrongState("This was done before, with another amount.")
    return row


def _intended(by: Caller, wanted: Operation, before: table.Move | None) -> Operation:
    attempt = int(before.attempt) + 1 if before else 1
    return replace(wanted, attempt=attempt, since=clock.timestamp(), actor=by.actor, correlation=by.correlation)


def _begin(by: Caller, row: table.Payment, wanted: Operation, beside: tuple[Step, ...]) -> table.Payment:
    """Write the intention, then ask for it; what nobody outside has a part in is done with one write."""
    balance = begun(row.balance(), wanted)
    steps = [*beside, *([] if row.revision else [keeping.of_customer(row)])]
    if wanted.kind == REDUCE or not asking.needs_provider(row, wanted):
        here = Learnt(Outcome("done", "", wanted.amount, row.currency))
        return _told(settling.settle(by, row, balance, wanted, here, *steps), row)
    keeping.intend(row, balance, *steps)
    return _conclude(by, row, wanted, asking.sent)


def _conclude(
    by: Caller, row: table.Payment, about: Operation, ask: Callable[[table.Payment, Operation], Learnt]
) -> table.Payment:
    """Learn what came of a pending operation, and write it."""
    try:
        learnt = ask(row, about)
    except OutcomeUnknown:
        settling.note_unlearnt(by, row, about)
        raise
    return _told(settling.settle(by, row, row.balance(), about, learnt), row)


def _told(move: table.Move, row: table.Payment) -> table.Payment:
    if move.state == "declined":
        raise PaymentDeclined(move.reason or "The provider declined.")
    return row


def _after_void(by: Caller, row: table.Payment, wanted: Operation) -> table.Payment:
    """What comes, or is still open, after a void has begun: the void is finished first, and says what came of it."""
    void = next((each for each in row.balance().pending if each.kind == VOID), None)
    if void is not None:
        try:
            _conclude(by, row, void, asking.found_or_sent)
        except PaymentDeclined as refusal:
            raise OutcomeUnknown("The void that goes before was declined, and is asked for again.") from refusal
    waiting = row.balance().waiting(wanted.kind, wanted.cause)
    if wanted.kind == AUTHORISE:
        with suppress(PaymentDeclined):
            _conclude_if(by, row, waiting)
        raise WrongState("This payment was voided.")
    if _conclude_if(by, row, waiting):
        return row
    _, done = table.fetch_with(by.tenant, row.id, wanted.kind, wanted.cause)
    return _must_be_done(row, done, wanted)


def _conclude_if(by: Caller, row: table.Payment, waiting: Operation | None) -> bool:
    """Learn what came of an operation that the void has left open; whether there was one."""
    if waiting is not None:
        _conclude(by, row, waiting, asking.found_or_sent)
    return waiting is not None


def release_rest(by: Caller, row: table.Payment) -> None:
    """Have the provider let go of what nobody will capture. What does not work at once, the next look repeats."""
    void = next((each for each in row.balance().pending if each.kind == VOID and not each.asked), None)
    if void is not None:
        with suppress(OutcomeUnknown, PaymentDeclined, RequestInProgress):
            records.settled(lambda: _move(by, row.id, void, (), None))

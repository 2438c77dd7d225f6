"""Writing what came of an operation, and what follows from it."""

from collections.abc import Iterator
from dataclasses import replace

from onestop import clock
from onestop.errors import OutcomeUnknown
from onestop.identity import Caller
from onestop.tables import Step
from payments import events, table
from payments.domain.balance import Balance, begun, has_rest, settled, unlearnt
from payments.domain.operation import AUTHORISE, CAPTURE, REDUCE, REFUND, TAKES, VOID, Operation
from payments.provider.port import Outcome
from payments.service import asking, differing, keeping
from payments.service.asking import Learnt

TOLD = {
    AUTHORISE: events.AUTHORISED,
    CAPTURE: events.CAPTURED,
    REDUCE: events.REDUCED,
    REFUND: events.REFUNDED,
    VOID: events.VOIDED,
}
Open = list[tuple[Operation, Outcome]]


def settle(
    by: Caller, row: table.Payment, balance: Balance, about: Operation, learnt: Learnt, *beside: Step
) -> table.Move:
    """Write the outcome of a pending operation: 1 call. `VersionMismatch` where others came between.

    What a void has made impossible is settled with it; a void that was declined is asked for again; a rest that nobody
    will capture is voided.
    """
    known: Open = [(about, learnt.outcome)]
    if about.kind == VOID and learnt.outcome.state == "done":
        known += _settled_by_void(row, balance)
    moves = [keeping.move_of(row, *each) for each in known]
    for each, outcome in known:
        balance = settled(balance, each, outcome.amount if outcome.state == "done" else None)
    balance = _following(by, row, balance, about, learnt.outcome)
    kind = TOLD[about.kind] if learnt.outcome.state == "done" else events.DECLINED
    found = differing.at_once(by, row, about, learnt) if learnt.difference else []
    keeping.tell(by, row, balance, kind, moves[0], *keeping.puts(moves), *found, *beside)
    return moves[0]


def _settled_by_void(row: table.Payment, balance: Balance) -> Iterator[tuple[Operation, Outcome]]:
    """What came of the other operations: the void is final, so what the provider does not know will never be done."""
    for each in balance.pending:
        if each.kind not in TAKES:
            continue
        try:
            yield each, asking.found_or_sent(row, each).outcome
        except OutcomeUnknown:  # it stays pending, and is looked at again
            continue


def _following(by: Caller, row: table.Payment, balance: Balance, about: Operation, outcome: Outcome) -> Balance:
    """The balance with the void that has to follow, if any."""
    if about.kind == VOID and outcome.state == "declined":
        return begun(balance, replace(about, attempt=about.attempt + 1, asked=about.asked + 1))
    if not has_rest(balance):
        return balance
    rest = Operation(VOID, row.id, balance.reduced, row.currency, since=clock.timestamp(), actor=by.actor,
                     correlation=by.correlation, step=about.step)  # fmt: skip
    return begun(balance, rest)


def note_unlearnt(by: Caller, row: table.Payment, about: Operation) -> None:
    """Write that the outcome of an operation could not be learnt; told the first time: 1 call."""
    balance = unlearnt(row.balance(), about)
    if about.asked:
        keeping.intend(row, balance)
        return
    open_still = keeping.move_of(row, about, Outcome("pending", "", 0, row.currency))
    keeping.tell(by, row, balance, events.UNKNOWN, open_still)

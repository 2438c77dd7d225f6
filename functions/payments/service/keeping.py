"""Writing a payment, its moves and what hangs on them: all of it or nothing."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from onestop import clock, records, tables
from onestop.errors import VersionMismatch
from onestop.events import Kind
from onestop.identity import Caller
from onestop.tables import Step, creates
from payments import table
from payments.domain.balance import Balance
from payments.domain.operation import REDUCE, Operation
from payments.provider.port import Outcome
from payments.service import asking

FIRST_LOOK, LAST_LOOK = 60, 3600  # seconds until somebody looks again at what is pending


def intend(row: table.Payment, balance: Balance, *beside: Step) -> None:
    """Write what is about to be asked for. It is not told: its outcome will be.

    `VersionMismatch` where somebody else has written the payment meanwhile.
    """
    _keep(row, balance)
    _write(row, *beside)


def tell(by: Caller, row: table.Payment, balance: Balance, kind: Kind, last: table.Move, *beside: Step) -> None:
    """Write what has come to be known, and tell it. The record shows its newest move, and the step that wanted it."""
    _keep(row, balance)
    row.last, row.step = last.view(), last.step
    records.stamp(row, kind, by)
    _write(row, *beside)


def _keep(row: table.Payment, balance: Balance) -> None:
    """Somebody looks again at what is pending if nobody asks for it meanwhile: later each time."""
    tried = max((each.asked for each in balance.pending), default=0)
    row.keep(balance, clock.rfc3339(clock.now() + timedelta(seconds=min(FIRST_LOOK * 2**tried, LAST_LOOK))))
    row.updated_at = clock.timestamp()


def _write(row: table.Payment, *beside: Step) -> None:
    before = int(row.revision)
    row.revision = before + 1
    unchanged = table.Payment.revision == before if before else table.Payment.pk.does_not_exist()
    tables.write(Step("save", row, _meanwhile, unchanged), *beside)


def move_of(row: table.Payment, about: Operation, outcome: Outcome) -> table.Move:
    """The move that an operation has become."""
    keys = table.move_keys(row.pk, about.kind, about.cause)
    name, at = asking.reference(row, about), clock.timestamp()
    move = table.Move(*keys, reference=name, operation=about.kind, cause=about.cause, attempt=about.attempt, at=at)
    move.state, move.reason = outcome.state, outcome.reason or about.reason
    move.actor, move.step = about.actor, about.step
    moved = outcome.amount if outcome.state == "done" else about.amount
    move.amount = {"amount": moved, "currency": row.currency}
    if outcome.id:
        move.provider, move.provider_id = row.method["provider"], outcome.id
    if outcome.id and outcome.state == "done" and about.kind != REDUCE:
        move.stated, move.state_key = table.days_partition(at[:10], row.id), name
    return move


def puts(moves: Iterable[table.Move]) -> list[Step]:
    """The steps that write moves; the payment's own condition stands for theirs."""
    return [Step("save", each, _meanwhile) for each in moves]


def of_customer(row: table.Payment) -> Step:
    """The step by which a customer's payments are found."""
    return creates(table.OfCustomer(table.customer_pk(row.tenant, row.customer), row.id))


def _meanwhile(_: Any) -> Exception:
    return VersionMismatch("The payment was changed meanwhile.")

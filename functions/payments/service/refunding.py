"""Money back because somebody decided so, without a return."""

from __future__ import annotations

from typing import Any

from onestop import clock, once
from onestop.errors import OutcomeUnknown
from onestop.identity import Caller
from onestop.once import Once, Replayed
from payments import schemas, table
from payments.domain.operation import REFUND, Operation
from payments.provider.port import Outcome
from payments.service import keeping, moving

View = dict[str, Any]


def refund(by: Caller, payment_id: str, new: schemas.NewRefund, repeat: Once | None = None) -> View:
    """Give back for goodwill, and return the move: 3 calls besides the provider's.

    Where the provider does not say in time, the move is `pending` and settled by itself. The same Idempotency-Key is
    the same refund, whatever has come of it. Raises `PaymentDeclined`, `WrongState` beyond what is left, `NotFound`.
    """
    wanted = Operation(REFUND, clock.new_id(), new.amount.amount, new.amount.currency, reason=new.reason)
    try:
        once.replay(table.Guard, repeat)
        beside = once.guards(table.Guard, repeat, {"cause": wanted.cause})
        row = moving.move(by, payment_id, wanted, *beside)
    except Replayed as before:
        raise Replayed(_shown(by, payment_id, before.made["cause"])) from None
    except OutcomeUnknown:
        return _shown(by, payment_id, wanted.cause)
    # Nothing else can have happened to this payment since, except that what nobody will capture was released.
    told: View = row.last
    return told if told["cause"] == wanted.cause else _shown(by, payment_id, wanted.cause)


def _shown(by: Caller, payment_id: str, cause: str) -> View:
    """The move, or what it is going to be."""
    row, done = table.fetch_with(by.tenant, payment_id, REFUND, cause)
    waiting = row.balance().waiting(REFUND, cause) if row else None
    if waiting is not None:
        return keeping.move_of(row, waiting, Outcome("pending", "", 0, row.currency)).view()
    return done.view()

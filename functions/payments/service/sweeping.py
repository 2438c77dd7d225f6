"""Looking again at what nobody asks for any more: operations without an outcome, and comparisons that are not done."""

from contextlib import suppress
from typing import Any

from onestop import due
from onestop.errors import Conflict, PaymentDeclined
from onestop.identity import Caller, system
from payments import table
from payments.domain.operation import VOID
from payments.service import moving, reconciling


def sweep() -> int:
    """Look at what is due, the longest waiting first, and return how many were looked at: 1 call for each shard."""
    return due.sweep(table.Row.by_due, _look)


def _look(row: Any) -> None:
    if isinstance(row, table.Reconciliation):
        reconciling.go_on(system("payments", row.tenant, row.event["correlation"]), row.id)
    else:
        pursue(row)


def pursue(row: table.Payment) -> None:
    """Ask about each pending operation of a payment, a void first: it decides about the others."""
    for each in sorted(row.balance().pending, key=lambda one: one.kind != VOID):
        by = Caller(row.tenant, "system/payments", correlation=each.correlation)
        with suppress(PaymentDeclined, Conflict):  # an outcome, too
            moving.move(by, row.id, each)
